import { EMPTY, isNarrowed, RADII, type SearchState, type Sort, type View } from '../lib/searchState.ts';
import { figure, styleName } from '../lib/words.ts';
import { Icon } from '../ui/Icon.tsx';
import type { Change } from './SearchPage.tsx';

interface Props {
  state: SearchState;
  change: Change;
  total: number | undefined;
  openFilters: () => void;
}

const SORTS: Record<Sort, string> = {
  relevance: 'Best match',
  distance: 'Nearest first',
  name: 'Name, A to Z',
  updated: 'Recently updated',
};
const VIEWS: [View, 'grid' | 'map', string][] = [
  ['grid', 'grid', 'Grid'],
  ['map', 'map', 'Map'],
];

function chips(state: SearchState): { key: string; label: string; without: Partial<SearchState> }[] {
  const found = state.styles.map((slug) => ({
    key: slug,
    label: styleName(slug),
    without: { styles: state.styles.filter((other) => other !== slug) } as Partial<SearchState>,
  }));
  if (state.q) found.unshift({ key: 'q', label: `“${state.q}”`, without: { q: '' } });
  if (state.location) found.push({ key: 'location', label: state.location, without: { location: '' } });
  if (state.near) found.push({ key: 'near', label: 'Near you', without: { near: null } });
  if (state.bbox) found.push({ key: 'bbox', label: 'Map area', without: { bbox: null } });
  return found;
}

export function Toolbar({ state, change, total, openFilters }: Props) {
  const active = chips(state);
  return (
    <div className="toolbar">
      <p className="tally">
        {total === undefined ? (
          <span className="tally-waiting">Looking…</span>
        ) : (
          <>
            <strong>{figure(total)}</strong> {total === 1 ? 'artist' : 'artists'}
          </>
        )}
      </p>
      <div className="tools">
        <button type="button" className="button button-quiet open-filters" onClick={openFilters}>
          <Icon name="filters" />
          Filters{active.length > 0 && <span className="badge">{active.length}</span>}
        </button>
        <label className="sort">
          <span className="unseen">Order</span>
          <select value={state.sort} onChange={(event) => change({ sort: event.currentTarget.value as Sort })}>
            {Object.entries(SORTS).map(([sort, label]) =>
              sort === 'distance' && !state.near ? null : (
                <option key={sort} value={sort}>
                  {label}
                </option>
              ),
            )}
          </select>
        </label>
      </div>
      <div className="views" role="group" aria-label="View">
        {VIEWS.map(([view, icon, label]) => (
          <button key={view} type="button" aria-pressed={state.view === view} onClick={() => change({ view })}>
            <Icon name={icon} />
            {label}
          </button>
        ))}
      </div>
      {active.length > 0 && (
        <ul className="chips" aria-label="Active filters">
          {active.map(({ key, label, without }) => (
            <li key={key}>
              <button type="button" className="chip" onClick={() => change(without)}>
                <span className="unseen">Remove </span>
                {label}
                <Icon name="close" />
              </button>
            </li>
          ))}
          {state.near && (
            <li>
              <Radius radius={state.radius} change={change} />
            </li>
          )}
          {isNarrowed(state) && active.length > 1 && (
            <li>
              <button type="button" className="text-button" onClick={() => change({ ...EMPTY, view: state.view })}>
                Clear all
              </button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

function Radius({ radius, change }: { radius: number; change: Change }) {
  const radii = [...new Set<number>([...RADII, radius])].sort((one, other) => one - other);
  return (
    <label className="sort">
      <span className="unseen">Distance</span>
      <select value={radius} onChange={(event) => change({ radius: Number(event.currentTarget.value) })}>
        {radii.map((kilometres) => (
          <option key={kilometres} value={kilometres}>
            Within {kilometres} km
          </option>
        ))}
      </select>
    </label>
  );
}
