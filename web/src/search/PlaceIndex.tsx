import { useState } from 'react';
import type { AreaCount } from '../lib/api.ts';
import type { SearchState } from '../lib/searchState.ts';
import { EntryLine } from './EntryLine.tsx';
import type { Change } from './SearchPage.tsx';

const SHOWN = 8;

interface Props {
  state: SearchState;
  change: Change;
  areas: AreaCount[] | undefined;
}

/** The areas with their counts; one at a time. */
export function PlaceIndex({ state, change, areas = [] }: Props) {
  const [all, setAll] = useState(false);
  const shown = areas.filter(({ name }, n) => all || n < SHOWN || name === state.location);
  const toggle = (name: string): void => change({ location: state.location === name ? '' : name, near: null, bbox: null });
  return (
    <fieldset className="entries">
      <legend>Places</legend>
      <ul>
        {shown.map(({ name, count }) => (
          <li key={name}>
            <button type="button" className="entry" aria-pressed={state.location === name} onClick={() => toggle(name)}>
              <EntryLine name={name} count={count} />
            </button>
          </li>
        ))}
      </ul>
      {areas.length > shown.length && (
        <button type="button" className="text-button" onClick={() => setAll(true)}>
          All {areas.length} places
        </button>
      )}
    </fieldset>
  );
}
