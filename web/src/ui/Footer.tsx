import { Link } from 'react-router';

export function Footer() {
  return (
    <footer className="footer">
      <p className="footer-promise">
        Nobody is listed against their will. <Link to="/removal">Remove a profile</Link>
      </p>
      <nav aria-label="About the directory">
        <Link to="/faq">Questions</Link>
        <Link to="/privacy">Privacy</Link>
        <Link to="/terms">Terms</Link>
        <Link to="/errors">API errors</Link>
      </nav>
      <p className="footer-sources">
        Studio locations ©{' '}
        <a href="https://www.openstreetmap.org/copyright" rel="noopener">
          OpenStreetMap contributors
        </a>
        , available under the Open Database Licence (ODbL). Coastlines: Natural Earth. Town names: GeoNames, CC BY 4.0.
      </p>
    </footer>
  );
}
