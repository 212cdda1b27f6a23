import { Link } from 'react-router';
import { useArrival, useHead } from '../lib/page.ts';
import '../styles/reading.css';

export default function Terms() {
  useHead({ title: 'Terms', description: 'What you can expect of the directory, and what it asks of you.' });
  useArrival(true);
  return (
    <div className="reading">
      <h1 tabIndex={-1}>Terms</h1>
      <p className="reading-lead">Short, because there is little to agree: the directory is free to read, sells nothing, and books nothing.</p>

      <h2>What this is</h2>
      <p>
        An index of tattoo artists and studios made from public sources. We are not a party to anything you arrange with an artist, and a
        listing is not a recommendation. Ask to see a licence and fresh work before anybody puts a needle to your skin.
      </p>

      <h2>What it is not</h2>
      <ul>
        <li>Complete or always right. Each profile says where its facts come from and when they were last read.</li>
        <li>For sale. Nobody can pay to be listed, to rank higher, or to be left in.</li>
      </ul>

      <h2>Whose work it is</h2>
      <p>
        Every picture and every word of a biography belongs to the artist. They are shown so that you can find that artist: do not copy them,
        do not ask another artist to copy them, and do not train anything on them. An artist can have them{' '}
        <Link to="/removal">removed</Link> at any time.
      </p>

      <h2>Using the data</h2>
      <ul>
        <li>Studio locations are OpenStreetMap’s, under the Open Database Licence: credit its contributors and share alike.</li>
        <li>The API is open for reading within its limits. If it says 429, wait as long as it says.</li>
        <li>Do not use it to build mailing lists, to contact artists in bulk, or to bring back what was removed.</li>
      </ul>

      <h2>Law</h2>
      <p>The law of England and Wales applies. Nothing here limits rights you have as a consumer or as the person a profile is about.</p>
    </div>
  );
}
