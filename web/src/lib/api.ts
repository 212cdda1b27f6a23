// The /v1 contract as the pages use it, one fetch with a short memory, and RFC 9457 problems as errors.

export interface PictureSource {
  src: string;
  width: number;
  type: string;
}

export interface Picture {
  src: string;
  srcset: PictureSource[];
  width: number;
  height: number;
  placeholder: string | null;
  colour: string | null;
  alt: string;
}

export interface Place {
  area: string | null;
  city: string | null;
  country: string | null;
  lat: number | null;
  lng: number | null;
}

export interface ArtistSummary {
  id: string;
  name: string;
  handle: string | null;
  styles: string[];
  location: Place | null;
  studios: { id: string; name: string }[];
  picture: Picture | null;
  distance_km: number | null;
  updated_at: string;
}

export interface SearchAnswer {
  items: ArtistSummary[];
  total: number;
  facets: { styles: StyleCount[]; areas: AreaCount[] };
  pagination: { page: number; limit: number; hasMore: boolean; nextCursor: string | null };
  degraded: boolean;
}

export interface StyleCount {
  slug: string;
  name: string;
  count: number;
}

export interface AreaCount {
  name: string;
  count: number;
}

export interface Studio {
  id: string;
  name: string;
  address: string | null;
  city: string | null;
  postcode: string | null;
  lat: number | null;
  lng: number | null;
  website: string | null;
}

export interface Artist {
  id: string;
  name: string;
  handle: string | null;
  bio: string | null;
  role: string | null;
  styles: { slug: string; name: string; confidence: number }[];
  picture: Picture | null;
  images: Picture[];
  studios: Studio[];
  instagram_url: string | null;
  provenance: { source: string; url: string | null; fetched_at: string; licence: string | null }[];
  checked_at: string | null;
  updated_at: string;
}

export interface Suggestion {
  kind: 'artist' | 'studio' | 'style' | 'area';
  text: string;
  value: string;
  id: string | null;
}

export interface RemovalReceipt {
  ticket: string;
  status_url: string;
}

export interface RemovalState {
  ticket: string;
  state: 'received' | 'awaiting_review' | 'approved' | 'purging' | 'completed' | 'rejected';
  received_at: string;
  decided_at: string | null;
  completed_at: string | null;
  deadline: string | null;
}

interface ProblemBody {
  title?: string;
  detail?: string;
  instance?: string;
  'invalid-params'?: { name: string; reason: string }[];
}

/** An error answer; `status` 0 means that no answer came at all. */
export class Problem extends Error {
  readonly status: number;
  readonly detail: string;
  readonly instance: string | null;
  readonly invalid: { name: string; reason: string }[];
  readonly retryAfter: number | null;

  constructor(status: number, body: ProblemBody, retryAfter: number | null = null) {
    super(body.title ?? (status ? `The directory answered ${status}` : 'The directory cannot be reached'));
    this.status = status;
    this.detail = body.detail ?? (status ? 'Please try again in a moment.' : 'Check your connection and try again.');
    this.instance = body.instance ?? null;
    this.invalid = body['invalid-params'] ?? [];
    this.retryAfter = retryAfter;
  }
}

declare global {
  interface Window {
    firstAnswer?: { url: string; response: Promise<Response> };
  }
}

async function answer<T>(response: Promise<Response>): Promise<T> {
  let received: Response;
  try {
    received = await response;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem(0, {});
  }
  const body: unknown = await received.json().catch(() => ({}));
  if (!received.ok) {
    throw new Problem(received.status, body as ProblemBody, Number(received.headers.get('retry-after')) || null);
  }
  return body as T;
}

const MEMORY_MS = 60_000;
const MEMORY_SIZE = 80;
const memory = new Map<string, { at: number; value: unknown }>();

/** The last answer for this address if it is fresh: lets Back paint at once, at the old scroll position. */
export function remembered<T>(url: string): T | undefined {
  const entry = memory.get(url);
  return entry && Date.now() - entry.at < MEMORY_MS ? (entry.value as T) : undefined;
}

/** The next answer for this address comes from the API again. */
export function forget(url: string): void {
  memory.delete(url);
}

/** GET an address of the API. Throws Problem. */
export async function get<T>(url: string, signal?: AbortSignal): Promise<T> {
  const fresh = remembered<T>(url);
  if (fresh) return fresh;
  const early = window.firstAnswer?.url === url ? window.firstAnswer.response : undefined;
  delete window.firstAnswer;
  const options = { headers: { accept: 'application/json' }, ...(signal && { signal }) };
  const value = await answer<T>(early ?? fetch(url, options));
  memory.delete(url);
  memory.set(url, { at: Date.now(), value });
  if (memory.size > MEMORY_SIZE) memory.delete(memory.keys().next().value ?? '');
  return value;
}

/** POST JSON to the API. Throws Problem. */
export function post<T>(url: string, body: object): Promise<T> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return answer<T>(fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }));
}
