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

/** What narrows this search, one part at a time: how it is called when left out, and when kept alone. */
function parts(state: SearchState): { without: string; only: string; part: Partial<SearchState>; rest: Partial<SearchState> }[] {
  const { q, location, bbox, styles } = state;
  const one = (without: string, only: string, part: Partial<SearchState>, rest: Partial<SearchState>) => ({ without, only, part, rest });
  return [
    ...(q ? [one(`Without “${q}”`, `Only “${q}”`, { q }, { q: '' })] : []),
    ...(location ? [one(`Beyond ${location}`, `Everyone in ${location}`, { location }, { location: '' })] : []),
    ...(bbox ? [one('Beyond this part of the map', 'Everyone on this part of the map', { bbox }, { bbox: null })] : []),
    ...styles.map((slug) => {
      const name = styleName(slug);
      return one(`Without ${name.toLowerCase()}`, `${name}, anywhere`, { styles: [slug] }, { styles: styles.filter((other) => other !== slug) });
    }),
  ];
}

/** The searches one step wider than this one, and then those that keep only one part of it. */
function ways(state: SearchState): Way[] {
  const found: Way[] = [];
  const wider = RADII.find((radius) => radius > state.radius);
  if (state.near && wider) found.push({ label: `Within ${wider} km`, state: changed(state, { radius: wider }) });
  if (state.match === 'all') found.push({ label: 'Any of these styles', state: changed(state, { match: 'any' }) });
  const all = parts(state);
  found.push(...all.map(({ without, rest }) => ({ label: without, state: changed(state, rest) })));
  if (all.length > 2) found.push(...all.map(({ only, part }) => ({ label: only, state: { ...EMPTY, view: state.view, ...part } })));
  return found;
}

/** Few or no artists: which one filter to let go, and how many artists that brings. */
export function NearMisses({ state, total }: { state: SearchState; total: number }) {
  const steps = ways(state);
  const { data } = useResources<SearchAnswer>(steps.map((step) => apiAddress(step.state, 1, 1)));
  const better = steps
    .map((step, n) => ({ ...step, total: data?.[n]?.total ?? 0 }))
    .filter((step) => step.total > total)
    .sort((one, other) => other.total - one.total)
    .slice(0, MOST);
  return (
    <div className="misses">
      <h2>{total ? 'A little further' : 'Nobody here yet.'}</h2>
      <p>
        {total
          ? 'That is everyone who matches. One step wider there are more:'
          : 'No artist in the directory matches all of that. These searches come closest:'}
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
