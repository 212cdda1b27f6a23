import { figure } from '../lib/words.ts';

interface Props {
  name: string;
  count: number;
}

/** An index entry as a book prints it: name, leader, how many artists. */
export const EntryLine = ({ name, count }: Props) => (
  <>
    <span className="entry-name">{name}</span>
    <span className="leader" />
    <span className="entry-count">
      {figure(count)}
      <span className="unseen"> {count === 1 ? 'artist' : 'artists'}</span>
    </span>
  </>
);
