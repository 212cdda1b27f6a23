import { Link } from 'react-router';
import type { SearchAnswer } from '../lib/api.ts';
import { useResources } from '../lib/resource.ts';
import { apiAddress, changed, EMPTY, RADII, searchAddress, type SearchState } from '../lib/searchState.ts';
import { count, styleName } from '../lib/words.ts';

interface Way {
  label: string;
  state: SearchState;
}

const MOST = 5;

/** The searches one step wider than this one. */
function ways(state: SearchState): Way[] {
  const found: Way[] = [];
  const offer = (label: string, part: Partial<SearchState>): void => void found.push({ label, state: changed(state, part) });
  const wider = RADII.find((radius) => radius > state.radius);
  if (state.near && wider) offer(`Within ${wider} km`, { radius: wider });
  if (state.styles.length > 1 && state.match === 'all') offer('Any of these styles', { match: 'any' });
  if (state.q) offer(`Without “${state.q}”`, { q: '' });
  if (state.location) offer(`Beyond ${state.location}`, { location: '' });
  if (state.bbox) offer('Beyond this part of the map', { bbox: null });
  for (const slug of state.styles) {
    offer(`Without ${styleName(slug).toLowerCase()}`, { styles: state.styles.filter((other) => other !== slug) });
  }
  return found.slice(0, MOST);
}

/** Few or no artists: which one filter to let go, and how many artists that brings. */
export function NearMisses({ state, total }: { state: SearchState; total: number }) {
  const steps = ways(state);
  const { data } = useResources<SearchAnswer>(steps.map((step) => apiAddress(step.state, 1, 1)));
  const better = steps
    .map((step, n) => ({ ...step, total: data?.[n]?.total ?? 0 }))
    .filter((step) => step.total > total)
    .sort((one, other) => other.total - one.total);
  return (
    <div className="misses">
      <h2>{total ? 'A little further' : 'Nobody here yet.'}</h2>
      <p>
        {total
          ? 'That is everyone who matches. One step wider there are more:'
          : 'No artist in the directory matches all of that. Let one thing go:'}
      </p>
      <ul>
        {better.map((step) => (
          <li key={step.label}>
            <Link className="entry" to={searchAddress(step.state)}>
              <span className="entry-name">{step.label}</span>
              <span className="leader" />
              <span className="entry-count">{count(step.total, 'artist')}</span>
            </Link>
          </li>
        ))}
        <li>
          <Link className="entry" to={searchAddress({ ...EMPTY, view: state.view })}>
            <span className="entry-name">Start again, with everyone</span>
            <span className="leader" />
          </Link>
        </li>
      </ul>
    </div>
  );
}
