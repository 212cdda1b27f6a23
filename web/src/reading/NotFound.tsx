import { Link } from 'react-router';
import { useArrival, useHead } from '../lib/page.ts';
import '../styles/reading.css';

export default function NotFound({ what = 'page' }: { what?: 'page' | 'artist' }) {
  useHead({ title: 'Not found', hidden: true });
  useArrival(true);
  return (
    <div className="reading lost">
      <p className="lost-figure">404</p>
      <h1 tabIndex={-1}>{what === 'artist' ? 'No artist has this address.' : 'There is nothing at this address.'}</h1>
      <p>The link may be old or mistyped. Everyone in the directory is one search away.</p>
      <Link className="button" to="/">
        Search the artists
      </Link>
    </div>
  );
}

export function Removed() {
  useHead({ title: 'No longer here', hidden: true });
  useArrival(true);
  return (
    <div className="reading lost">
      <p className="lost-figure">410</p>
      <h1 tabIndex={-1}>This profile is no longer here.</h1>
      <p>
        Either the artist has left the studio that named them here, or somebody asked for the profile to be removed. What was removed on
        request is deleted with every picture and copy, and does not come back.
      </p>
      <Link className="button" to="/">
        Search the artists
      </Link>
    </div>
  );
}
