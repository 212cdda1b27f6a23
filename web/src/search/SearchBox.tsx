import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { get, type Suggestion } from '../lib/api.ts';
import { announce } from '../lib/page.ts';
import { position, postcode, type SearchState } from '../lib/searchState.ts';
import { Icon } from '../ui/Icon.tsx';
import type { Change } from './SearchPage.tsx';

const PAUSE_MS = 90;
const KINDS: Record<Suggestion['kind'], string> = { artist: 'Artist', studio: 'Studio', style: 'Style', area: 'Place' };

interface Props {
  state: SearchState;
  change: Change;
}

/** The visitor's own place, asked of the browser only when they press the button. */
function NearMe({ state, change }: Props) {
  const [asking, setAsking] = useState(false);
  const refused = (): void => {
    setAsking(false);
    announce('Your place was not shared. An area or a postcode works too.');
  };
  const ask = (): void => {
    setAsking(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setAsking(false);
        change({ near: position(coords.latitude, coords.longitude), location: '', bbox: null, sort: 'distance' });
      },
      refused,
      { maximumAge: 600_000, timeout: 10_000 },
    );
  };
  return (
    <button type="button" className="near" aria-pressed={Boolean(state.near)} disabled={asking} onClick={() => (state.near ? change({ near: null }) : ask())}>
      <Icon name="locate" />
      {asking ? 'Finding you…' : 'Near me'}
    </button>
  );
}

function useSuggestions(typed: string): Suggestion[] {
  const [found, setFound] = useState<Suggestion[]>([]);
  useEffect(() => {
    const text = typed.trim();
    if (!text) {
      setFound([]);
      return;
    }
    const aborter = new AbortController();
    const timer = setTimeout(() => {
      // Suggestions are a help: when they cannot be had, the search box still searches.
      get<{ items: Suggestion[] }>(`/v1/suggest?q=${encodeURIComponent(text)}`, aborter.signal).then(
        ({ items }) => !aborter.signal.aborted && setFound(items),
        () => !aborter.signal.aborted && setFound([]),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [typed]);
  return found;
}

/** The one search box: a combobox (WAI-ARIA 1.2) over artists, studios, styles and places. */
export function SearchBox({ state, change }: Props) {
  const { q, styles, location } = state;
  const navigate = useNavigate();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const where = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(q);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const found = useSuggestions(open ? typed : '');
  const isOpen = open && found.length > 0;
  useEffect(() => setTyped(q), [q]);

  const close = (): void => {
    setOpen(false);
    setActive(-1);
  };
  const search = (): void => {
    close();
    const place = where.current?.value.trim() ?? '';
    const misplaced = postcode(typed);
    if (misplaced) setTyped('');
    const wanted = misplaced ?? postcode(place) ?? place;
    const elsewhere = wanted === location ? {} : { location: wanted, near: null, bbox: null };
    change({ q: misplaced ? '' : typed.trim(), ...elsewhere });
  };
  const choose = ({ kind, value, id: artist }: Suggestion): void => {
    close();
    setTyped(kind === 'studio' ? value : '');
    if (kind === 'artist' && artist) void navigate(`/artists/${artist}`);
    else if (kind === 'style') change({ q: '', styles: [...new Set([...styles, value])] });
    else if (kind === 'area') change({ q: '', location: value, near: null, bbox: null });
    else change({ q: value });
  };
  const keys = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && (isOpen || typed)) {
      event.preventDefault();
      setOpen(true);
      const places = found.length + 1;
      setActive((active + 1 + step + places) % places - 1);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      close();
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const chosen = isOpen ? found[active] : undefined;
    if (chosen) choose(chosen);
    else search();
  };
  return (
    <form className="box" role="search" onSubmit={submit}>
      <div className="box-part box-what">
        <label htmlFor={`${id}-box`} className="unseen">
          Search by style, artist, studio, area or postcode
        </label>
        <Icon name="search" />
        <input
          ref={input}
          id={`${id}-box`}
          type="text"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={100}
          placeholder="Style, artist or studio"
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setActive(-1);
            setOpen(true);
          }}
          onKeyDown={keys}
          onBlur={close}
        />
        {typed && (
          <button
            type="button"
            className="icon-button"
            aria-label="Clear the search box"
            onClick={() => {
              setTyped('');
              input.current?.focus();
              if (q) change({ q: '' });
            }}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      <div className="box-part box-where">
        <label htmlFor={`${id}-where`} className="unseen">
          Area or postcode
        </label>
        <Icon name="pin" />
        <input
          ref={where}
          key={location}
          id={`${id}-where`}
          type="text"
          defaultValue={location}
          placeholder="Area or postcode"
          maxLength={100}
          autoComplete="postal-code"
          enterKeyHint="search"
        />
        <NearMe state={state} change={change} />
      </div>
      <button type="submit" className="button">
        Search
      </button>
      <ul id={`${id}-list`} role="listbox" aria-label="Suggestions" className="suggestions" hidden={!isOpen}>
        {found.map((suggestion, n) => (
          // Keys are the input's: focus never leaves it.
          <li
            key={`${suggestion.kind} ${suggestion.id ?? suggestion.value}`}
            id={`${id}-${n}`}
            role="option"
            aria-selected={n === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(suggestion)}
          >
            <span>{suggestion.text}</span>
            <span className="suggestion-kind">{KINDS[suggestion.kind]}</span>
          </li>
        ))}
      </ul>
    </form>
  );
}
