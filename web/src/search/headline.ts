// A search in words: the page's heading, its announcement, its structured data.
import type { ArtistSummary } from '../lib/api.ts';
import { SITE } from '../lib/page.ts';
import { isNarrowed, type SearchState } from '../lib/searchState.ts';
import { both, count, either, styleName } from '../lib/words.ts';

const CLOSE_KM = 5;

export function headline(state: SearchState): { title: string; lead: string } {
  if (!isNarrowed(state)) {
    return {
      title: 'Find the hand behind the line.',
      lead: 'Every tattoo artist we can find in the city, from what they and their studios make public. Search by style, place or name.',
    };
  }
  const names = state.styles.map((slug, n) => (n ? styleName(slug).toLowerCase() : styleName(slug)));
  const styles = state.match === 'all' ? both(names) : either(names);
  const where = state.near
    ? ` within ${state.radius} km of you`
    : state.location
      ? ` in ${state.location}`
      : state.bbox
        ? ' on this part of the map'
        : '';
  const asked = state.q ? ` for “${state.q}”` : '';
  return { title: `${styles ? `${styles} artists` : 'Tattoo artists'}${where}${asked}`, lead: '' };
}

export function announcement(total: number, { near }: SearchState, items: ArtistSummary[]): string {
  if (!total) return 'No artists match';
  const close = near ? items.filter(({ distance_km }) => distance_km !== null && distance_km <= CLOSE_KM).length : 0;
  return count(total, 'artist') + (close ? `, ${close} within ${CLOSE_KM} km` : '');
}

export function listing(items: ArtistSummary[]): object | undefined {
  if (!items.length) return undefined;
  const { origin } = location;
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'WebSite',
        name: SITE,
        url: `${origin}/`,
        potentialAction: {
          '@type': 'SearchAction',
          target: { '@type': 'EntryPoint', urlTemplate: `${origin}/?q={search_term_string}` },
          'query-input': 'required name=search_term_string',
        },
      },
      {
        '@type': 'CollectionPage',
        mainEntity: {
          '@type': 'ItemList',
          itemListElement: items.map(({ id, name }, n) => ({
            '@type': 'ListItem',
            position: n + 1,
            name,
            url: `${origin}/artists/${id}`,
          })),
        },
      },
    ],
  };
}
