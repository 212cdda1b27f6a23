import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { announce, lastSearch, SITE, useArrival, useHead } from '../lib/page.ts';
import { useLasting } from '../lib/resource.ts';
import { changed, isNarrowed, readSearch, searchAddress, type SearchState } from '../lib/searchState.ts';
import { count } from '../lib/words.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { announcement, headline, listing } from './headline.ts';
import { NearMisses } from './NearMisses.tsx';
import { PlaceIndex } from './PlaceIndex.tsx';
import { Grid, GridSkeleton, LoadMore } from './Results.tsx';
import { SearchBox } from './SearchBox.tsx';
import { StyleIndex } from './StyleIndex.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useFound } from './useFound.ts';

const MapView = lazy(() => import('./MapView.tsx'));
const FEW = 3;

export type Change = (part: Partial<SearchState>, how?: { replace: boolean }) => void;

export function SearchPage() {
  const { search } = useLocation();
  const navigate = useNavigate();
  const state = useMemo(() => readSearch(new URLSearchParams(search)), [search]);
  const change = useCallback<Change>(
    (part, how) => void navigate(searchAddress(changed(state, part)), { replace: how?.replace ?? false }),
    [state, navigate],
  );
  const found = useFound(state);
  const [filtering, setFiltering] = useState(false);
  const { title, lead } = headline(state);
  const waiting = useLasting(found.loading);
  const isMap = state.view === 'map';

  useHead({
    title: isNarrowed(state) ? title : SITE,
    description: 'Every tattoo artist in the city, by style, place and name. Gathered from public sources; any artist can leave.',
    hidden: Boolean(state.near ?? state.bbox),
    structured: listing(found.items),
  });
  useEffect(() => {
    lastSearch.address = searchAddress(state);
  }, [state]);
  useArrival(found.total !== undefined);
  useEffect(() => {
    if (!found.loading && found.total !== undefined) announce(announcement(found.total, state, found.items));
  }, [found.loading, found.total, found.items, state]);

  const index = (
    <>
      <StyleIndex state={state} change={change} styles={found.facets?.styles} />
      <PlaceIndex state={state} change={change} areas={found.facets?.areas} />
    </>
  );
  return (
    <div className={isMap ? 'search search-map' : 'search'}>
      <div className="opening">
        <h1 tabIndex={-1} className={isNarrowed(state) ? 'headline headline-quiet' : 'headline'}>
          {title}
        </h1>
        <p className="lead">{lead}</p>
      </div>
      <SearchBox state={state} change={change} />
      <div className="spread">
        {!isMap && (
          <aside className="index" aria-label="Filters">
            {index}
          </aside>
        )}
        <section className="results" aria-label="Results" aria-busy={found.loading}>
          <Toolbar state={state} change={change} total={found.total} openFilters={() => setFiltering(true)} />
          {found.degraded && (
            <p className="notice">The search is answering from its reserve copy: what changed in the last minutes may be missing.</p>
          )}
          {found.problem && <Trouble problem={found.problem} retry={found.retry} />}
          {isMap ? (
            <Suspense fallback={<div className="chart chart-waiting" />}>
              <MapView state={state} change={change} found={found} />
            </Suspense>
          ) : (
            <div className={waiting ? 'found found-waiting' : 'found'}>
              {found.total === undefined && !found.problem && <GridSkeleton shown={waiting} />}
              <Grid artists={found.items} />
              {found.hasMore && <LoadMore state={state} loading={found.loading} />}
            </div>
          )}
          {found.total !== undefined && found.total <= FEW && !found.loading && isNarrowed(state) && (
            <NearMisses state={state} total={found.total} />
          )}
        </section>
      </div>
      <Sheet
        open={filtering}
        title="Filters"
        onClose={() => setFiltering(false)}
        foot={
          <button type="button" className="button button-wide" onClick={() => setFiltering(false)}>
            {found.total === undefined ? 'Show artists' : `Show ${count(found.total, 'artist')}`}
          </button>
        }
      >
        {index}
      </Sheet>
    </div>
  );
}

