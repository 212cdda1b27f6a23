import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import type { RemovalState } from '../lib/api.ts';
import { announce, useArrival, useHead } from '../lib/page.ts';
import { useResource } from '../lib/resource.ts';
import { day, moment } from '../lib/words.ts';
import '../styles/reading.css';
import { Trouble } from '../ui/Trouble.tsx';

type State = RemovalState['state'];

const POLL_MS = 15_000;
const HEADLINES: Record<State, string> = {
  received: 'We have your request.',
  awaiting_review: 'Your request is being checked.',
  approved: 'Your request is approved.',
  purging: 'The profile is being deleted.',
  completed: 'The profile is gone.',
  rejected: 'The request was not accepted.',
};
const ORDER: State[] = ['received', 'awaiting_review', 'approved', 'purging', 'completed'];
const STEPS: [State, string, string][] = [
  ['received', 'Received', 'Written down safely.'],
  ['awaiting_review', 'Checked', 'Does it come from the artist, or from their studio?'],
  ['approved', 'Approved', 'From here on nothing about the artist is fetched or shown.'],
  ['purging', 'Deleted', 'The page, the search, the pictures, and every copy of them.'],
  ['completed', 'Confirmed', 'Every place was looked at again, and is empty.'],
];

export default function StatusPage() {
  const { ticket = '' } = useParams();
  const { data, problem, retry } = useResource<RemovalState>(`/v1/removal-requests/${encodeURIComponent(ticket)}`);
  const isOver = data?.state === 'completed' || data?.state === 'rejected';
  useHead({ title: 'Removal request', hidden: true });
  useArrival(Boolean(data));
  useEffect(() => {
    if (data) announce(HEADLINES[data.state]);
  }, [data]);
  useEffect(() => {
    if (!data || isOver) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && retry(), POLL_MS);
    return () => clearInterval(timer);
  });
  if (problem?.status === 404 || problem?.status === 400) return <Unknown />;
  if (problem && !data) {
    return (
      <div className="reading">
        <Trouble problem={problem} retry={retry} />
      </div>
    );
  }
  if (!data) return <div className="waiting" />;
  return (
    <div className="reading">
      <h1 tabIndex={-1}>{HEADLINES[data.state]}</h1>
      <code className="ticket">{data.ticket}</code>
      {data.state === 'rejected' ? <Rejected request={data} /> : <Progress request={data} />}
    </div>
  );
}

function Progress({ request }: { request: RemovalState }) {
  const reached = ORDER.indexOf(request.state);
  const when: Partial<Record<State, string | null>> = {
    received: request.received_at,
    approved: request.decided_at,
    completed: request.completed_at,
  };
  const tense = (n: number): string => {
    if (n < reached || request.state === 'completed') return 'step-done';
    return n === reached ? 'step-now' : 'step-ahead';
  };
  return (
    <>
      {request.deadline && request.state !== 'completed' && (
        <p className="reading-lead">To be finished by {day(request.deadline)} at the latest. This page keeps itself up to date.</p>
      )}
      <ol className="steps">
        {STEPS.map(([state, name, meaning], n) => (
          <li key={state} className={tense(n)} aria-current={n === reached ? 'step' : undefined}>
            <h2>{name}</h2>
            <p>{meaning}</p>
            {when[state] && n <= reached && <p className="small">{moment(when[state])}</p>}
          </li>
        ))}
      </ol>
    </>
  );
}

function Rejected({ request }: { request: RemovalState }) {
  return (
    <>
      <p className="reading-lead">
        It could not be shown that the request came from the artist or their studio, so nothing was changed.
        {request.decided_at && ` Decided on ${day(request.decided_at)}.`}
      </p>
      <p>
        You may ask again, and you may complain: <Link to="/privacy">how to</Link>.
      </p>
      <p>
        <Link className="button" to="/removal">
          Ask again
        </Link>
      </p>
    </>
  );
}

function Unknown() {
  return (
    <div className="reading lost">
      <h1 tabIndex={-1}>No request has this reference.</h1>
      <p>Check that the whole reference was copied, from rr_ to the end.</p>
      <Link className="button" to="/removal">
        Ask for a removal
      </Link>
    </div>
  );
}
