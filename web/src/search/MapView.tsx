import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ArtistSummary } from '../lib/api.ts';
import { box, type SearchState } from '../lib/searchState.ts';
import { count } from '../lib/words.ts';
import { Chart, type Pin } from '../map/Chart.ts';
import { ArtistLines, whereabouts } from '../ui/ArtistCard.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Medallion } from '../ui/Medallion.tsx';
import { Photo } from '../ui/Photo.tsx';
import type { Change } from './SearchPage.tsx';
import type { Found } from './useFound.ts';

interface Props {
  state: SearchState;
  change: Change;
  found: Found;
}

function pins(artists: ArtistSummary[]): Pin[] {
  return artists.flatMap((artist) => {
    const { lat = null, lng = null } = artist.location ?? {};
    return lat === null || lng === null ? [] : [{ id: artist.id, name: artist.name, where: whereabouts(artist), lat, lng, href: `/artists/${artist.id}` }];
  });
}

/** Each area's name in the middle of the artists found there. */
function areaNames(artists: ArtistSummary[]): { name: string; lat: number; lng: number }[] {
  const points = new Map<string, [number, number][]>();
  for (const { location } of artists) {
    if (!location?.area || location.lat === null || location.lng === null) continue;
    points.set(location.area, [...(points.get(location.area) ?? []), [location.lat, location.lng]]);
  }
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [...points].map(([name, at]) => ({ name, lat: mean(at.map(([lat]) => lat)), lng: mean(at.map(([, lng]) => lng)) }));
}

/** The map and, beside it, the list of exactly the same artists. */
export default function MapView({ state, change, found }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart>(undefined);
  const [moved, setMoved] = useState(false);
  const [near, setNear] = useState<string>();
  const placed = useMemo(() => pins(found.items), [found.items]);
  const unplaced = found.items.length - placed.length;

  useEffect(() => {
    if (!element.current) return;
    const drawn = new Chart(element.current, { moved: () => setMoved(true), pointed: setNear });
    chart.current = drawn;
    return () => drawn.remove();
  }, []);
  useEffect(() => {
    if (found.loading) return;
    setMoved(false);
    // With no match, or a view the visitor chose, the map stays where it is.
    chart.current?.show(placed, { fit: !state.bbox, centre: state.near });
    chart.current?.label(areaNames(found.items));
    if (state.bbox) chart.current?.frame(state.bbox);
  }, [placed, found.items, found.loading, state.bbox, state.near]);
  useEffect(() => chart.current?.point(near), [near]);

  const searchHere = useCallback(() => {
    const bounds = chart.current?.bounds();
    if (bounds) change({ bbox: box(...bounds), near: null, location: '' });
  }, [change]);
  return (
    <div className="atlas">
      <div className="atlas-map">
        <div ref={element} className="chart" role="region" aria-label="Map of the artists in the list" />
        {moved && (
          <button type="button" className="button search-here" onClick={searchHere}>
            <Icon name="search" />
            Search this area
          </button>
        )}
      </div>
      <div className="atlas-list">
        <h2 className="unseen">Artists on the map</h2>
        {found.total !== undefined && found.items.length < found.total && !found.loading && (
          <p className="notice">
            Showing the first {found.items.length} of {count(found.total, 'artist')}. Move closer and search the area for the rest.
          </p>
        )}
        {unplaced > 0 && <p className="small">{count(unplaced, 'artist has', 'artists have')} no known place and no mark on the map.</p>}
        <ul>
          {found.items.map((artist) => (
            <li key={artist.id} className={artist.id === near ? 'row row-near' : 'row'} onMouseEnter={() => setNear(artist.id)} onMouseLeave={() => setNear(undefined)} onFocus={() => setNear(artist.id)} onBlur={() => setNear(undefined)}>
              <div className="row-plate">
                {artist.picture ? <Photo picture={artist.picture} sizes="5rem" /> : <Medallion id={artist.id} name={artist.name} />}
              </div>
              <div>
                <ArtistLines artist={artist} />
              </div>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
