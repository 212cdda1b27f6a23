import type { Problem } from '../lib/api.ts';

/** An answer that did not come: what happened, the reference to quote, and another try. */
export function Trouble({ problem, retry }: { problem: Problem; retry: () => void }) {
  return (
    <div className="trouble" role="alert">
      <h2>{problem.message}</h2>
      <p>{problem.detail}</p>
      {problem.retryAfter !== null && <p>Please wait {problem.retryAfter} seconds before the next try.</p>}
      <button type="button" className="button" onClick={retry}>
        Try again
      </button>
      {problem.instance && <p className="small">Reference {problem.instance}</p>}
    </div>
  );
}
