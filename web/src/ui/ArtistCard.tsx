import { memo } from 'react';
import { Link } from 'react-router';
import type { ArtistSummary } from '../lib/api.ts';
import { distance, styleName } from '../lib/words.ts';
import { Medallion } from './Medallion.tsx';
import { Photo } from './Photo.tsx';

interface Props {
  artist: ArtistSummary;
  eager?: boolean;
  sizes?: string;
}

const GRID_SIZES = '(min-width: 75rem) 17rem, (min-width: 40rem) 30vw, 46vw';

export const whereabouts = ({ studios, location }: ArtistSummary): string =>
  [studios.map(({ name }) => name).join(' and '), location?.area ?? location?.city].filter(Boolean).join(', ');

function styleLine(styles: string[]): string {
  const shown = styles.slice(0, 3).map((slug, n) => (n ? styleName(slug).toLowerCase() : styleName(slug)));
  return shown.join(', ') + (styles.length > 3 ? ` +${styles.length - 3}` : '');
}

/** Who, where, and in which styles. */
export const ArtistLines = ({ artist }: Pick<Props, 'artist'>) => (
  <>
    <h3>
      <Link to={`/artists/${artist.id}`}>{artist.name}</Link>
    </h3>
    <p className="card-where">
      {whereabouts(artist)}
      {artist.distance_km !== null && <span className="card-distance">{distance(artist.distance_km)}</span>}
    </p>
    {artist.styles.length > 0 && <p className="card-styles">{styleLine(artist.styles)}</p>}
  </>
);

export const ArtistCard = memo(({ artist, eager = false, sizes = GRID_SIZES }: Props) => (
  <article className="card">
    <div className="plate">
      {artist.picture ? (
        <Photo picture={artist.picture} sizes={sizes} eager={eager} />
      ) : (
        <Medallion id={artist.id} name={artist.name} />
      )}
    </div>
    <ArtistLines artist={artist} />
  </article>
));
