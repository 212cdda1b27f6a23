import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useArrival, useHead } from '../lib/page.ts';
import '../styles/reading.css';

const QUESTIONS: { about: string; list: [question: string, answer: ReactNode][] }[] = [
  {
    about: 'Looking for an artist',
    list: [
      [
        'How are artists ordered?',
        'By how well they match what you asked for: an exact name first, then styles, places and words. Nobody can pay for a place. You can also order by distance, by name, or by who was updated last.',
      ],
      [
        'Where do the styles come from?',
        'From the artist’s own words and hashtags. When nothing public says which styles somebody works in, none is guessed, and the profile says so.',
      ],
      [
        'Why do some artists have no picture?',
        'Because we hold none of theirs: there is no public account, or it could not be read. Instead of a picture there is an initial in a pattern of dots, drawn from their listing’s number. It is not their work.',
      ],
      ['Can I book here?', 'No. Every profile leads to the artist’s own account or studio, and booking happens there.'],
      [
        'What do the dots on the map mean?',
        'People: a town is drawn as one dot for every few hundred inhabitants. The map comes with the page and asks no other company for anything.',
      ],
    ],
  },
  {
    about: 'Being listed',
    list: [
      [
        'Why am I listed? I never asked.',
        <>
          Your studio’s website names you, and the directory reads studio websites. You can{' '}
          <Link to="/removal">have your profile removed</Link> without giving a reason of any weight.
        </>,
      ],
      [
        'How do you know that it is me who is asking?',
        'A person reads every request and decides: does what you write fit the profile, and can it come from you or your studio? Until then nothing changes.',
      ],
      ['Will I come back after a removal?', 'No. A keyed fingerprint, which cannot be read back into a name, keeps you out, also after you rename your account.'],
      ['How long does a removal take?', 'Usually minutes once it is approved; five working days from your request at the very most. The status page shows each step.'],
      ['Something about me is wrong.', <>Facts are read again within two days of changing at their source. If it cannot wait, <Link to="/removal">write to us</Link> and say what is wrong.</>],
    ],
  },
];

export default function Faq() {
  useHead({ title: 'Questions', description: 'How the directory finds, orders and forgets tattoo artists.' });
  useArrival(true);
  return (
    <div className="reading">
      <h1 tabIndex={-1}>Questions</h1>
      {QUESTIONS.map(({ about, list }) => (
        <Fragment key={about}>
          <h2>{about}</h2>
          {list.map(([question, answer]) => (
            <details key={question} className="question">
              <summary>{question}</summary>
              <p>{answer}</p>
            </details>
          ))}
        </Fragment>
      ))}
    </div>
  );
}
