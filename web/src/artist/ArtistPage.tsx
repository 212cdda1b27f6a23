import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import type { Artist, Studio } from '../lib/api.ts';
import { announce, lastSearch, useArrival, useHead } from '../lib/page.ts';
import { useResource } from '../lib/resource.ts';
import { EMPTY, searchAddress } from '../lib/searchState.ts';
import { both, day } from '../lib/words.ts';
import NotFound, { Removed } from '../reading/NotFound.tsx';
import '../styles/artist.css';
import { Icon } from '../ui/Icon.tsx';
import { Medallion } from '../ui/Medallion.tsx';
import { Photo } from '../ui/Photo.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { Gallery } from './Gallery.tsx';
import { Similar } from './Similar.tsx';

const StudioMap = lazy(() => import('./StudioMap.tsx'));

const ROLES: Record<string, string> = {
  owner: 'Owner',
  resident: 'Resident artist',
  guest: 'Guest artist',
  apprentice: 'Apprentice',
  piercer: 'Piercer',
};

export default function ArtistPage() {
  const { id = '' } = useParams();
  const { search, state } = useLocation();
  const navigate = useNavigate();
  const { data, problem, loading, retry } = useResource<Artist>(`/v1/artists/${encodeURIComponent(id)}`);
  const artist = loading && data?.id !== id ? undefined : data;
  useEffect(() => {
    // An address that has moved (two listings became one) answers with the artist under the new id.
    if (!loading && artist && artist.id !== id) void navigate(`/artists/${artist.id}${search}`, { replace: true, state });
  }, [artist, id, loading, navigate, search, state]);
  if (problem?.status === 404 || problem?.status === 400) return <NotFound what="artist" />;
  if (problem?.status === 410) return <Removed />;
  if (problem) {
    return (
      <div className="reading">
        <Trouble problem={problem} retry={retry} />
      </div>
    );
  }
  return artist ? <Profile artist={artist} key={artist.id} /> : <div className="waiting" />;
}

function Profile({ artist }: { artist: Artist }) {
  useHead({ title: artist.name });
  useArrival(true);
  useEffect(() => announce(`${artist.name}’s profile`), [artist.name]);
  const portrait = artist.picture ?? artist.images[0] ?? null;
  return (
    <article className="profile">
      <Link className="back" to={lastSearch.address}>
        <Icon name="back" />
        {lastSearch.address === '/' ? 'All artists' : 'Back to the search'}
      </Link>
      <header className="profile-head">
        <div className="portrait">
          {portrait ? (
            <Photo picture={portrait} sizes="(min-width: 60rem) 26rem, 92vw" eager />
          ) : (
            <Medallion id={artist.id} name={artist.name} />
          )}
        </div>
        <div className="profile-who">
          <p className="profile-role">
            {ROLES[artist.role ?? ''] ?? 'Tattoo artist'}
            {artist.studios.length > 0 && ` at ${both(artist.studios.map(({ name }) => name))}`}
          </p>
          <h1 tabIndex={-1}>{artist.name}</h1>
          {artist.handle && <p className="profile-handle">@{artist.handle}</p>}
          <Styles artist={artist} />
          <div className="profile-actions">
            {artist.instagram_url && (
              <a className="button" href={artist.instagram_url} target="_blank" rel="noopener">
                Contact on Instagram
                <Icon name="out" />
                <span className="unseen"> (opens in a new tab)</span>
              </a>
            )}
            <Website studio={artist.studios.find(({ website }) => website)} isOnly={!artist.instagram_url} />
          </div>
        </div>
      </header>
      <Gallery artist={artist} />
      <div className="profile-facts">
        {artist.bio && (
          <section>
            <h2>In their words</h2>
            <p className="bio">{artist.bio}</p>
          </section>
        )}
        {artist.studios.length > 0 && <Where studios={artist.studios} />}
      </div>
      <Similar artist={artist} />
      <Provenance artist={artist} />
    </article>
  );
}

function Styles({ artist }: { artist: Artist }) {
  if (!artist.styles.length) return <p className="small">No styles are known yet: nothing public says which.</p>;
  return (
    <ul className="chips" aria-label="Styles">
      {artist.styles.map(({ slug, name }) => (
        <li key={slug}>
          <Link className="chip" to={searchAddress({ ...EMPTY, styles: [slug] })}>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Website({ studio, isOnly }: { studio: Studio | undefined; isOnly: boolean }) {
  if (!studio?.website) return null;
  return (
    <a className={isOnly ? 'button' : 'button button-quiet'} href={studio.website} target="_blank" rel="noopener">
      {isOnly ? `Contact ${studio.name}` : 'Studio website'}
      <Icon name="out" />
      <span className="unseen"> (opens in a new tab)</span>
    </a>
  );
}

/** True once the element is about to be seen: the map's code waits until then. */
function useSeen(): [React.RefObject<HTMLDivElement | null>, boolean] {
  const element = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setSeen(true), { rootMargin: '300px' });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, seen];
}

function Where({ studios }: { studios: Studio[] }) {
  const [element, seen] = useSeen();
  const isPlaced = studios.some(({ lat, lng }) => lat !== null && lng !== null);
  return (
    <section className="where">
      <h2>Where</h2>
      <ul className="addresses">
        {studios.map((studio) => (
          <li key={studio.id}>
            <h3>
              <Link to={searchAddress({ ...EMPTY, q: studio.name })}>{studio.name}</Link>
            </h3>
            <address>{[studio.address, studio.city, studio.postcode].filter(Boolean).join(', ') || 'Address not known'}</address>
            {studio.lat !== null && studio.lng !== null && (
              <a className="small" href={`https://www.openstreetmap.org/?mlat=${studio.lat}&mlon=${studio.lng}#map=17/${studio.lat}/${studio.lng}`} target="_blank" rel="noopener">
                Find the way on OpenStreetMap<span className="unseen">, to {studio.name} (opens in a new tab)</span>
              </a>
            )}
          </li>
        ))}
      </ul>
      {isPlaced && (
        <div ref={element} className="where-map">
          {seen && (
            <Suspense>
              <StudioMap studios={studios} />
            </Suspense>
          )}
        </div>
      )}
    </section>
  );
}

function Provenance({ artist }: { artist: Artist }) {
  const profile = artist.handle ?? `${location.origin}/artists/${artist.id}`;
  return (
    <section className="provenance">
      <div>
        <h2>Where this comes from</h2>
        {artist.checked_at && <p className="small">Last checked on {day(artist.checked_at)}.</p>}
        <ul>
          {artist.provenance.map(({ source, url, fetched_at, licence }) => (
            <li key={source + (url ?? '')}>
              {url ? (
                <a href={url} target="_blank" rel="noopener nofollow">
                  {source}
                  <span className="unseen"> (opens in a new tab)</span>
                </a>
              ) : (
                source
              )}
              <span className="small">
                {[`read on ${day(fetched_at)}`, licence].filter(Boolean).join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <div className="leave">
        <h2>Is this you?</h2>
        <p>You need no reason and no account. Ask, show that it is you, and the profile, its pictures and every copy are deleted.</p>
        <Link className="button button-quiet" to={`/removal?profile=${encodeURIComponent(profile)}`}>
          Remove my profile
        </Link>
      </div>
    </section>
  );
}
