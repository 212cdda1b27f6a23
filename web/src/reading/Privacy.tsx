import { Link } from 'react-router';
import { useArrival, useHead } from '../lib/page.ts';
import '../styles/reading.css';

export default function Privacy() {
  useHead({ title: 'Privacy', description: 'What the directory holds about artists and visitors, why, for how long, and how to have it deleted.' });
  useArrival(true);
  return (
    <div className="reading">
      <h1 tabIndex={-1}>Privacy</h1>
      <p className="reading-lead">
        This page is for two people: the artist who is listed here, and the visitor who is looking for one. It says what is held
        about each, why, and how to end it.
      </p>

      <h2>If you are an artist</h2>
      <p>We hold what you and your studio made public about your work:</p>
      <ul>
        <li>your name as your studio gives it, your role there, and the studio’s address;</li>
        <li>your public Instagram handle, biography, picture and recent posts, where they could be read;</li>
        <li>the styles your own hashtags and words name, and where every single fact came from.</li>
      </ul>
      <p>
        Our ground is the legitimate interest of people looking for an artist and of artists in being found (UK GDPR, Article
        6(1)(f)). You did not give us this yourself, so each profile shows its sources and when they were read.
      </p>

      <h2>Your right to object, and to be forgotten</h2>
      <p>
        <strong>You can object at any time.</strong> <Link to="/removal">Ask for removal</Link>: a person reads the request and decides
        whether it comes from you or your studio. Once it is approved everything is deleted, usually within minutes: the page, the
        search index, the pictures in every size, raw copies, caches. From your request it takes five working days at most. Backups are overwritten on their own schedule and are never used without
        deleting you again first.
      </p>
      <p>
        So that you are not found again tomorrow, we keep one thing: a keyed fingerprint of your account or listing. It cannot be
        read back into a name, and it is used for nothing else.
      </p>
      <p>You may also ask for a copy of what we hold, or for a mistake to be put right, in the same way.</p>

      <h2>If you are looking for an artist</h2>
      <ul>
        <li>There are no accounts, no cookies, no advertising and no trackers.</li>
        <li>Your browser remembers whether you chose the light or the dark theme. Nothing else stays on your device.</li>
        <li>“Near me” asks your browser for your place only when you press it. It is rounded to about 100 metres, sent with that one search, and not kept.</li>
        <li>Our logs hold the time, the kind of request and a random reference, and no artist’s name, handle or e-mail address.</li>
      </ul>

      <h2>If you ask for a removal</h2>
      <p>
        Your e-mail address and what you write are used to decide and carry out the request, and are deleted with it. The record that
        stays (time, reference, decision, what was emptied) holds nothing about you.
      </p>

      <h2>Sources and licences</h2>
      <p>
        Studio locations come from OpenStreetMap, © its contributors, under the{' '}
        <a href="https://opendatacommons.org/licenses/odbl/1-0/" rel="noopener">
          Open Database Licence
        </a>
        . Names and roles come from studios’ own websites; robots.txt and every refusal are respected.
      </p>

      <h2>Complaints</h2>
      <p>
        Use the <Link to="/removal">removal form</Link> and say that it is a complaint: it is acknowledged within 30 days. You can also go to the{' '}
        <a href="https://ico.org.uk/make-a-complaint/" rel="noopener">
          Information Commissioner’s Office
        </a>
        .
      </p>
    </div>
  );
}
