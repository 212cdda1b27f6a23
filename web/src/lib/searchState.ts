// A search as its address says it: canonical, lossless both ways, and the API's own parameter names where it can be.

export type Sort = 'relevance' | 'distance' | 'name' | 'updated';
export type View = 'grid' | 'map';
/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];
export interface Position {
  lat: number;
  lng: number;
}

export interface SearchState {
  q: string;
  styles: string[];
  match: 'any' | 'all';
  location: string;
  near: Position | null;
  radius: number;
  bbox: Box | null;
  sort: Sort;
  view: View;
  page: number;
}

export const RADII = [2, 5, 10, 25, 50] as const;
export const DEFAULT_RADIUS = 10;
const MAX_PAGE = 500;
const MAX_TEXT = 100;
const SORTS: readonly Sort[] = ['relevance', 'distance', 'name', 'updated'];

export const EMPTY: SearchState = {
  q: '',
  styles: [],
  match: 'any',
  location: '',
  near: null,
  radius: DEFAULT_RADIUS,
  bbox: null,
  sort: 'relevance',
  view: 'grid',
  page: 1,
};

const unreadable = /[\u0000-\u001f\u007f]/g; // the API refuses them
const text = (value: string | null): string => (value ?? '').replace(unreadable, ' ').trim().slice(0, MAX_TEXT).trim();
const unique = (values: string[]): string[] => [...new Set(values)];

/** Three decimals of a degree are 100 m: enough to search, too coarse to share somebody's doorstep. */
const coarse = (degrees: number): number => Math.round(degrees * 1000) / 1000;

function numbers(value: string | null, count: number): number[] | null {
  const parts = (value ?? '').split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  return parts.length === count && parts.every(Number.isFinite) ? parts : null;
}

const onEarth = (lat: number, lng: number): boolean => Math.abs(lat) <= 90 && Math.abs(lng) <= 180;

function readNear(value: string | null): Position | null {
  const [lat, lng] = numbers(value, 2) ?? [];
  return lat !== undefined && lng !== undefined && onEarth(lat, lng) ? position(lat, lng) : null;
}

function readBox(value: string | null): Box | null {
  const [west, south, east, north] = numbers(value, 4) ?? [];
  if (west === undefined || south === undefined || east === undefined || north === undefined) return null;
  return onEarth(south, west) && onEarth(north, east) && south <= north ? box(west, south, east, north) : null;
}

export const position = (lat: number, lng: number): Position => ({ lat: coarse(lat), lng: coarse(lng) });

export const box = (west: number, south: number, east: number, north: number): Box => [
  coarse(west),
  coarse(south),
  coarse(east),
  coarse(north),
];

/** The search an address describes; what it cannot mean is left out, so that a broken link still searches. */
export function readSearch(params: URLSearchParams): SearchState {
  const near = readNear(params.get('near'));
  const radius = Number(params.get('radius_km'));
  const sort = SORTS.find((known) => known === params.get('sort')) ?? 'relevance';
  const page = Number(params.get('page'));
  const slugs = params.getAll('style').flatMap((value) => value.split(','));
  const styles = unique(slugs.map((slug) => text(slug).toLowerCase()).filter(Boolean));
  return {
    q: text(params.get('q') ?? params.get('query')),
    styles,
    match: params.get('style_match') === 'all' && styles.length > 1 ? 'all' : 'any',
    location: text(params.get('location')),
    near,
    radius: near && radius > 0 && radius <= 500 ? radius : DEFAULT_RADIUS,
    bbox: readBox(params.get('bbox')),
    sort: sort === 'distance' && !near ? 'relevance' : sort,
    view: params.get('view') === 'map' ? 'map' : 'grid',
    page: Number.isInteger(page) && page >= 1 && page <= MAX_PAGE ? page : 1,
  };
}

/** Commas stay readable: `style=blackwork,dotwork`, not `%2C`. */
const query = (pairs: [string, string][]): string =>
  pairs.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%20', '+')}`).join('&');

function filters(state: SearchState): [string, string][] {
  const pairs: [string, string][] = [];
  if (state.q) pairs.push(['q', state.q]);
  if (state.styles.length) pairs.push(['style', state.styles.join(',')]);
  if (state.match === 'all') pairs.push(['style_match', 'all']);
  if (state.location) pairs.push(['location', state.location]);
  if (state.near) {
    pairs.push(['near', `${state.near.lat},${state.near.lng}`], ['radius_km', String(state.radius)]);
  }
  if (state.bbox) pairs.push(['bbox', state.bbox.join(',')]);
  if (state.sort !== 'relevance') pairs.push(['sort', state.sort]);
  return pairs;
}

/** The address of a search: `/` for everything, otherwise `/?…` in one order. */
export function searchAddress(state: SearchState): string {
  const pairs = filters(state);
  if (state.view === 'map') pairs.push(['view', 'map']);
  if (state.page > 1 && state.view === 'grid') pairs.push(['page', String(state.page)]);
  return pairs.length ? `/?${query(pairs)}` : '/';
}

/** The API's address for one page of this search; without a limit the API's own (20) holds. */
export function apiAddress(state: SearchState, page: number, limit?: number): string {
  const pairs = filters(state);
  if (limit) pairs.push(['limit', String(limit)]);
  if (page > 1) pairs.push(['page', String(page)]);
  return pairs.length ? `/v1/artists?${query(pairs)}` : '/v1/artists';
}

/** The search after a change: from its first page again, and without an order or a match that no longer applies. */
export function changed(state: SearchState, part: Partial<SearchState>): SearchState {
  const next = { ...state, page: 1, ...part };
  if (next.styles.length < 2) next.match = 'any';
  if (!next.near && next.sort === 'distance') next.sort = 'relevance';
  if (!next.near) next.radius = DEFAULT_RADIUS;
  return next;
}

export const isNarrowed = ({ q, styles, location, near, bbox }: SearchState): boolean =>
  Boolean(q || styles.length || location || near || bbox);

const POSTCODE = /^([a-z]{1,2}\d[a-z\d]?)(?:\s*(\d[a-z]{2}))?$/i;

/** A full postcode or outcode ("ls1 4ap", "LS6") as the Post Office writes it, or null. */
export function postcode(typed: string): string | null {
  const found = POSTCODE.exec(typed.trim());
  return found ? [found[1], found[2]].filter(Boolean).join(' ').toUpperCase() : null;
}
