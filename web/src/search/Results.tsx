import { Link } from 'react-router';
import type { ArtistSummary } from '../lib/api.ts';
import { searchAddress, type SearchState } from '../lib/searchState.ts';
import { ArtistCard } from '../ui/ArtistCard.tsx';
import { PAGES_SHOWN } from './useFound.ts';

const FIRST_ROW = 4;

/** The profile's code comes while the pointer is still on its way down. */
const fetchProfilePage = (): void => void import('../artist/ArtistPage.tsx');

export function Grid({ artists }: { artists: ArtistSummary[] }) {
  if (!artists.length) return null;
  return (
    <>
      <h2 className="unseen">Artists</h2>
      <ul className="grid" onPointerOver={fetchProfilePage}>
        {artists.map((artist, n) => (
          <li key={artist.id}>
            <ArtistCard artist={artist} eager={n < FIRST_ROW} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Holds the grid's place at once, and is seen only when loading takes a while. */
export function GridSkeleton({ shown }: { shown: boolean }) {
  return (
    <ul className={shown ? 'grid skeleton' : 'grid skeleton skeleton-hidden'} aria-hidden="true">
      {Array.from({ length: 8 }, (_, n) => (
        <li key={n}>
          <div className="plate" />
          <div className="bar" />
          <div className="bar bar-short" />
        </li>
      ))}
    </ul>
  );
}

/** A real link to the next page, so that it can be opened, shared and crawled; it only happens to grow the list. */
export function LoadMore({ state, loading }: { state: SearchState; loading: boolean }) {
  const earlier = state.page > PAGES_SHOWN;
  return (
    <nav className="more" aria-label="Pages">
      {earlier && (
        <Link className="button button-quiet" to={searchAddress({ ...state, page: state.page - PAGES_SHOWN })}>
          Earlier artists
        </Link>
      )}
      <Link className="button button-quiet" to={searchAddress({ ...state, page: state.page + 1 })} replace rel="next" aria-disabled={loading}>
        {loading ? 'Loading…' : 'More artists'}
      </Link>
    </nav>
  );
}
