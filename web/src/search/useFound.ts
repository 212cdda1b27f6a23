import type { ArtistSummary, Problem, SearchAnswer } from '../lib/api.ts';
import { useResources } from '../lib/resource.ts';
import { apiAddress, type SearchState } from '../lib/searchState.ts';

export interface Found {
  items: ArtistSummary[];
  total: number | undefined;
  facets: SearchAnswer['facets'] | undefined;
  hasMore: boolean;
  degraded: boolean;
  loading: boolean;
  problem: Problem | undefined;
  retry: () => void;
}

/** Pages kept on screen when "more" has been asked for many times; earlier ones are a link away. */
export const PAGES_SHOWN = 10;
const MAP_LIMIT = 50;
const MAP_PAGES = 4;

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);

function gridPages(state: SearchState): string[] {
  return range(Math.max(1, state.page - PAGES_SHOWN + 1), state.page).map((page) => apiAddress(state, page));
}

/** What a search finds: the pages asked for as a grid, or up to 200 artists for the map and the list beside it. */
export function useFound(state: SearchState): Found {
  const isMap = state.view === 'map';
  const first = useResources<SearchAnswer>(isMap ? [apiAddress(state, 1, MAP_LIMIT)] : gridPages(state));
  const pages = isMap && !first.loading ? Math.min(MAP_PAGES, Math.ceil((first.data?.[0]?.total ?? 0) / MAP_LIMIT)) : 1;
  const rest = useResources<SearchAnswer>(range(2, pages).map((page) => apiAddress(state, page, MAP_LIMIT)));
  const answers = [...(first.data ?? []), ...(pages > 1 ? (rest.data ?? []) : [])];
  const head = answers[0];
  return {
    items: distinct(answers.flatMap(({ items }) => items)),
    total: head?.total,
    facets: head?.facets,
    hasMore: answers.at(-1)?.pagination.hasMore ?? false,
    degraded: answers.some(({ degraded }) => degraded),
    loading: first.loading || rest.loading,
    problem: first.problem ?? rest.problem,
    retry: first.problem ? first.retry : rest.retry,
  };
}

/** The index may move between two pages: nobody is shown twice. */
const distinct = (artists: ArtistSummary[]): ArtistSummary[] => [...new Map(artists.map((one) => [one.id, one])).values()];
