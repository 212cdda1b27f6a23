import { useId, useState } from 'react';
import type { StyleCount } from '../lib/api.ts';
import type { SearchState } from '../lib/searchState.ts';
import { styleName } from '../lib/words.ts';
import { EntryLine } from './EntryLine.tsx';
import type { Change } from './SearchPage.tsx';

const SHOWN = 14;

interface Props {
  state: SearchState;
  change: Change;
  styles: StyleCount[] | undefined;
}

/** The styles as an index prints them: name, leader, count. Several may be ticked. */
export function StyleIndex({ state, change, styles = [] }: Props) {
  const group = useId();
  const [all, setAll] = useState(false);
  const listed = new Set(styles.map(({ slug }) => slug));
  const chosen = state.styles.filter((slug) => !listed.has(slug)).map((slug) => ({ slug, name: styleName(slug), count: 0 }));
  const every = [...styles, ...chosen];
  const shown = every.filter(({ slug }, n) => all || n < SHOWN || state.styles.includes(slug));
  const toggle = (slug: string): void => {
    const isChosen = state.styles.includes(slug);
    change({ styles: isChosen ? state.styles.filter((other) => other !== slug) : [...state.styles, slug] });
  };
  return (
    <fieldset className="entries">
      <legend>Styles</legend>
      {state.styles.length > 1 && (
        <div className="match">
          {(['any', 'all'] as const).map((match) => (
            <label key={match}>
              <input type="radio" name={group} checked={state.match === match} onChange={() => change({ match })} />
              {match === 'any' ? 'Any of these' : 'All of these'}
            </label>
          ))}
        </div>
      )}
      <ul>
        {shown.map(({ slug, name, count }) => (
          <li key={slug}>
            <label className="entry">
              <input type="checkbox" checked={state.styles.includes(slug)} onChange={() => toggle(slug)} />
              <EntryLine name={name} count={count} />
            </label>
          </li>
        ))}
      </ul>
      {every.length > shown.length && (
        <button type="button" className="text-button" onClick={() => setAll(true)}>
          All {every.length} styles
        </button>
      )}
    </fieldset>
  );
}
