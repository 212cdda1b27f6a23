import { useId, useState, type FormEvent } from 'react';
import type { AreaCount } from '../lib/api.ts';
import { position, postcode, RADII, type SearchState } from '../lib/searchState.ts';
import { figure } from '../lib/words.ts';
import { Icon } from '../ui/Icon.tsx';
import type { Change } from './SearchPage.tsx';

const SHOWN = 7;

interface Props {
  state: SearchState;
  change: Change;
  areas: AreaCount[] | undefined;
}

function NearMe({ state, change }: Omit<Props, 'areas'>) {
  const [trouble, setTrouble] = useState('');
  const [asking, setAsking] = useState(false);
  const ask = (): void => {
    if (!('geolocation' in navigator)) {
      setTrouble('This browser cannot tell where you are. A postcode works too.');
      return;
    }
    setAsking(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setAsking(false);
        setTrouble('');
        change({ near: position(coords.latitude, coords.longitude), location: '', bbox: null, sort: 'distance' });
      },
      () => {
        setAsking(false);
        setTrouble('Your place was not shared. A postcode works too.');
      },
      { maximumAge: 600_000, timeout: 10_000 },
    );
  };
  return (
    <>
      <div className="near">
        <button type="button" className="button button-quiet" aria-pressed={Boolean(state.near)} onClick={() => (state.near ? change({ near: null }) : ask())}>
          <Icon name="locate" />
          {asking ? 'Finding you…' : 'Near me'}
        </button>
        {state.near && (
          <select aria-label="Distance" value={state.radius} onChange={(event) => change({ radius: Number(event.currentTarget.value) })}>
            {[...new Set([...RADII, state.radius])].sort((one, other) => one - other).map((radius) => (
              <option key={radius} value={radius}>
                {radius} km
              </option>
            ))}
          </select>
        )}
      </div>
      {trouble && (
        <p className="field-trouble" role="alert">
          {trouble}
        </p>
      )}
    </>
  );
}

/** Where: an area or postcode, the visitor's own place, or one of the areas with its count. */
export function PlaceIndex({ state, change, areas = [] }: Props) {
  const id = useId();
  const [all, setAll] = useState(false);
  const shown = areas.filter(({ name }, n) => all || n < SHOWN || name === state.location);
  const go = (location: string): void => change({ location, near: null, bbox: null });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('place')).trim();
    go(postcode(typed) ?? typed);
  };
  return (
    <fieldset className="entries">
      <legend>Place</legend>
      <form className="place" onSubmit={submit}>
        <label htmlFor={id} className="unseen">
          Area or postcode
        </label>
        <input key={state.location} id={id} name="place" defaultValue={state.location} placeholder="Area or postcode" maxLength={100} autoComplete="postal-code" />
        <button type="submit" className="icon-button" aria-label="Go to this place">
          <Icon name="right" />
        </button>
      </form>
      <NearMe state={state} change={change} />
      <ul>
        {shown.map(({ name, count }) => (
          <li key={name}>
            <button type="button" className="entry" aria-pressed={state.location === name} onClick={() => go(state.location === name ? '' : name)}>
              <span className="entry-name">{name}</span>
              <span className="leader" />
              <span className="entry-count">
                {figure(count)}
                <span className="unseen"> {count === 1 ? 'artist' : 'artists'}</span>
              </span>
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
