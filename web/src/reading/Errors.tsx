import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { useArrival, useHead } from '../lib/page.ts';
import '../styles/reading.css';

const ERRORS: { kind: string; status: number; title: string; means: string; remedy: string }[] = [
  { kind: 'invalid-request', status: 400, title: 'The request is not valid', means: 'A parameter is unknown, has the wrong type, or is out of range. “invalid-params” names each one and says why.', remedy: 'Correct what is named. The same request will fail again.' },
  { kind: 'not-found', status: 404, title: 'Not found', means: 'There is no such address, artist, studio or request.', remedy: 'Check the id. Ids are opaque: do not build them.' },
  { kind: 'method-not-allowed', status: 405, title: 'Method not allowed', means: 'The address exists, but not for this verb. The “Allow” header lists those it has.', remedy: 'Use one of the verbs listed.' },
  { kind: 'gone', status: 410, title: 'No longer here', means: 'The profile was removed or withdrawn. After a removal it will not return.', remedy: 'Delete your own copy, and every link to it.' },
  { kind: 'unsupported-media-type', status: 415, title: 'Unsupported media type', means: 'The body is not JSON.', remedy: 'Send “content-type: application/json”.' },
  { kind: 'too-many-requests', status: 429, title: 'Too many requests', means: 'You are asking faster than the limit allows.', remedy: 'Wait as many seconds as “Retry-After” says.' },
  { kind: 'internal', status: 500, title: 'Something went wrong', means: 'A mistake of ours. It has been recorded under “instance”.', remedy: 'Try once more; then tell us the instance.' },
  { kind: 'search-unavailable', status: 503, title: 'The search is unavailable', means: 'The search cannot answer at the moment. Profiles and removal requests are not affected.', remedy: 'Wait as many seconds as “Retry-After” says.' },
];

const EXAMPLE = `HTTP/1.1 400
content-type: application/problem+json

{
  "type": "…/errors#invalid-request",
  "title": "The request is not valid",
  "status": 400,
  "detail": "Check limit.",
  "instance": "4b1d0c52-…",
  "invalid-params": [
    { "name": "limit", "reason": "must be from 1 to 50" }
  ]
}`;

export default function Errors() {
  const { hash } = useLocation();
  useHead({ title: 'API errors', description: 'Every error the API answers with, what it means, and what to do.' });
  useArrival(true);
  useEffect(() => {
    // The list is drawn after the address was followed.
    if (hash) location.replace(hash);
  }, [hash]);
  return (
    <div className="reading">
      <h1 tabIndex={-1}>API errors</h1>
      <p className="reading-lead">
        Every error is an RFC 9457 problem. Rely on “type” and “status”; “title” and “detail” are for people. Quote “instance” when you ask us about one.
      </p>
      <pre tabIndex={0} role="region" aria-label="Example of an error">
        {EXAMPLE}
      </pre>
      <h2 className="unseen">All errors</h2>
      <ul className="catalogue">
        {ERRORS.map(({ kind, status, title, means, remedy }) => (
          <li key={kind} id={kind}>
            <h3>
              {title} <span>{status}</span>
            </h3>
            <code>{kind}</code>
            <p>{means}</p>
            <p>{remedy}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
