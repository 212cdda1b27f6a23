import type { Artist, SearchAnswer } from '../lib/api.ts';
import { useResource } from '../lib/resource.ts';
import { apiAddress, EMPTY, position, type SearchState } from '../lib/searchState.ts';
import { both } from '../lib/words.ts';
import { ArtistCard } from '../ui/ArtistCard.tsx';

const SHOWN = 4;
const STYLES_COMPARED = 2;
const NEARBY_KM = 25;

/** Artists who share this one's strongest styles nearby; without known styles, whoever works nearest. */
export function Similar({ artist }: { artist: Artist }) {
  const strongest = artist.styles.slice(0, STYLES_COMPARED);
  const studio = artist.studios.find(({ lat, lng }) => lat !== null && lng !== null);
  const { lat = null, lng = null } = studio ?? {};
  const nearby: Partial<SearchState> = lat !== null && lng !== null ? { near: position(lat, lng), radius: NEARBY_KM, sort: 'distance' } : {};
  const isAskable = strongest.length > 0 || nearby.near;
  const search = { ...EMPTY, styles: strongest.map(({ slug }) => slug), ...nearby };
  const { data } = useResource<SearchAnswer>(isAskable ? apiAddress(search, 1, SHOWN + 1) : null);
  const others = (data?.items ?? []).filter(({ id }) => id !== artist.id).slice(0, SHOWN);
  if (!others.length) return null;
  const names = strongest.map(({ name }, n) => (n ? name.toLowerCase() : name));
  return (
    <section className="similar">
      <h2>{names.length ? `${both(names)}, nearby` : 'Others nearby'}</h2>
      <ul className="grid">
        {others.map((other) => (
          <li key={other.id}>
            <ArtistCard artist={other} />
          </li>
        ))}
      </ul>
    </section>
  );
}
