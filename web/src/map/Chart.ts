// The map, drawn like an engraved chart: coastlines with waterlines, town names, distance rings; no tiles, no host but
// our own. Leaflet (43 kB gz) because its markers are elements that take the keyboard's focus, and because it needs no WebGL.
import {
  circle,
  control,
  divIcon,
  geoJSON,
  latLngBounds,
  layerGroup,
  map as leafletMap,
  marker,
  type GeoJSON,
  type LatLngBounds,
  type LatLngTuple,
  type LayerGroup,
  type Map as LeafletMap,
  type Marker,
} from 'leaflet';
import 'leaflet/dist/leaflet.css';
import Supercluster from 'supercluster';
import basemap from 'virtual:basemap';
import type { Box, Position } from '../lib/searchState.ts';
import './chart.css';
import { stipple } from './stipple.ts';

export interface Pin {
  id: string;
  name: string;
  where: string;
  lat: number;
  lng: number;
  /** Where the name leads. */
  href: string;
}

interface Listeners {
  /** The visitor moved the map by hand. */
  moved?: () => void;
  /** A mark is pointed at; undefined when no longer. */
  pointed?: (id: string | undefined) => void;
}

const HOME: LatLngTuple = [54.2, -3];
const CLOSEST = 16;
const MEETING = 0.0004;
const RINGS_KM = [1, 2, 5, 10, 20, 50];
/** Half of it in pixels here: Supercluster counts in tiles of 512. */
const REACH = 116;
const NARROWEST_RING = 70;
const WIDEST_RING = 1400;
const WATERLINES = 4;
const WATER_UNTIL = 9;

const STIPPLE = 'stipple';
const AREAS_FROM = 11;
/** The smallest town named at each zoom, in people. */
const TOWN_SIZE = [0, 0, 0, 0, 0, 400_000, 250_000, 120_000, 60_000, 25_000, 12_000, 5_000];
/** Where a name may stand when its place is taken: there, below, above. In pixels. */
const SHIFTS = [0, 34, -34];

interface Spot {
  x: number;
  y: number;
  width: number;
  height: number;
}

const apart = (one: Spot, other: Spot, down: number): boolean =>
  Math.abs(one.x - other.x) > (one.width + other.width) / 2 || Math.abs(one.y + down - other.y) > (one.height + other.height) / 2;

/** The pin in the middle of them all: where the distance rings stand when the visitor's own place is not known. */
function middle(pins: Pin[]): Position | undefined {
  const at = (list: number[]): number => list.sort((one, other) => one - other)[Math.floor(list.length / 2)] ?? 0;
  return pins.length ? { lat: at(pins.map(({ lat }) => lat)), lng: at(pins.map(({ lng }) => lng)) } : undefined;
}

type Props = Pin & { cluster?: boolean; cluster_id?: number; point_count?: number };

const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

function element(className: string, text?: string): HTMLElement {
  const made = document.createElement('span');
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export class Chart {
  readonly #map: LeafletMap;
  readonly #listeners: Listeners;
  readonly #waterlines: LayerGroup = layerGroup();
  readonly #marks: LayerGroup = layerGroup();
  readonly #rings: LayerGroup = layerGroup();
  readonly #labels: LayerGroup = layerGroup();
  readonly #shown = new Map<string, Marker>();
  #clusters = new Supercluster<Props>().load([]);
  #centre: Position | undefined;
  #visitor = false;
  #areas: { name: string; lat: number; lng: number }[] = [];

  constructor(host: HTMLElement, listeners: Listeners = {}) {
    this.#listeners = listeners;
    const quiet = still();
    this.#map = leafletMap(host, {
      center: HOME,
      zoom: 6,
      minZoom: 5,
      maxZoom: CLOSEST,
      zoomSnap: 0.5,
      zoomControl: false,
      attributionControl: false,
      zoomAnimation: !quiet,
      fadeAnimation: !quiet,
      maxBounds: [
        [44, -20],
        [65, 15],
      ],
    });
    this.#drawPaper();
    control.zoom({ position: 'topright' }).addTo(this.#map);
    control.scale({ position: 'bottomleft', maxWidth: 120 }).addTo(this.#map);
    for (const group of [this.#rings, this.#labels, this.#marks]) group.addTo(this.#map);
    this.#map.on('zoomend moveend', () => this.#redraw());
    this.#map.on('dragend', () => this.#listeners.moved?.());
    host.addEventListener('wheel', () => this.#listeners.moved?.(), { passive: true });
    host.addEventListener('click', (event) => {
      if ((event.target as Element).closest('.leaflet-control-zoom')) this.#listeners.moved?.();
    });
    host.addEventListener('keydown', (event) => event.key === 'Escape' && this.#map.closePopup());
    host.addEventListener('keyup', (event) => {
      if (event.target === host && /^(Arrow|[+\-=])/.test(event.key)) this.#listeners.moved?.();
    });
  }

  /** Put these pins on the map; `fit` brings all of them into view. */
  show(pins: Pin[], { fit, centre }: { fit: boolean; centre?: Position | null }): void {
    this.#clusters = new Supercluster<Props>({ radius: REACH, maxZoom: CLOSEST });
    this.#clusters.load(pins.map((pin) => ({ type: 'Feature', properties: pin, geometry: { type: 'Point', coordinates: [pin.lng, pin.lat] } })));
    if (fit && pins.length) {
      const bounds = latLngBounds(pins.map(({ lat, lng }) => [lat, lng] as LatLngTuple));
      this.#map.fitBounds(bounds.pad(0.12), { maxZoom: 14, animate: false });
    }
    this.#visitor = Boolean(centre);
    this.#centre = centre ?? middle(pins);
    this.#redraw();
  }

  frame([west, south, east, north]: Box): void {
    const wanted: LatLngBounds = latLngBounds([south, west], [north, east]);
    if (!this.#map.getBounds().pad(0.02).contains(wanted)) this.#map.fitBounds(wanted, { animate: false });
  }

  /** Names of the directory's own areas, shown before any town's. */
  label(areas: { name: string; lat: number; lng: number }[]): void {
    this.#areas = areas;
    this.#redraw();
  }

  bounds(): Box {
    const seen = this.#map.getBounds();
    return [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()];
  }

  /** Mark the one that is pointed at in the list. */
  point(id: string | undefined): void {
    for (const [ids, mark] of this.#shown) mark.getElement()?.classList.toggle('mark-near', id !== undefined && ids.includes(id));
  }

  remove(): void {
    this.#map.remove();
  }

  #drawPaper(): void {
    const shape = (rings: [number, number][][]) => ({
      type: 'Feature' as const,
      properties: {},
      geometry: { type: 'MultiPolygon' as const, coordinates: rings.map((ring) => [ring]) },
    });
    const draw = (rings: [number, number][][], className: string): GeoJSON =>
      geoJSON(shape(rings), { interactive: false, style: { className, weight: 1 } });
    for (let line = WATERLINES; line > 0; line -= 1) {
      draw(basemap.coast, `water water-${line}`).addTo(this.#waterlines);
      draw(basemap.coast, `water water-${line} water-gap`).addTo(this.#waterlines);
    }
    this.#waterlines.addTo(this.#map);
    draw(basemap.abroad, 'land land-abroad').addTo(this.#map);
    draw(basemap.home, 'land').addTo(this.#map);
    this.#map.createPane(STIPPLE);
    stipple(basemap.towns, STIPPLE).addTo(this.#map);
  }

  #drawRings(): Spot[] {
    this.#rings.clearLayers();
    const middle = this.#centre;
    if (!middle) return [];
    const spots: Spot[] = [];
    const { x, y } = this.#map.latLngToContainerPoint([middle.lat, middle.lng]);
    for (const kilometres of RINGS_KM) {
      const top = { lat: middle.lat + kilometres / 111.32, lng: middle.lng };
      const spot = this.#around(top, 52, 18);
      if (y - spot.y < NARROWEST_RING || Math.hypot(spot.x - x, spot.y - y) > WIDEST_RING) continue;
      circle([middle.lat, middle.lng], { radius: kilometres * 1000, className: 'ring', fill: false, weight: 1, interactive: false }).addTo(this.#rings);
      const icon = divIcon({ className: 'ring-label', html: element('', `${kilometres} km`), iconSize: [0, 0] });
      marker([top.lat, top.lng], { icon, interactive: false, keyboard: false }).addTo(this.#rings);
      spots.push(spot);
    }
    if (this.#visitor) {
      const icon = divIcon({ className: 'here', iconSize: [0, 0] });
      marker([middle.lat, middle.lng], { icon, interactive: false, keyboard: false }).addTo(this.#rings);
    }
    return spots;
  }

  #redraw(): void {
    this.#drawWater();
    this.#drawMarks();
    this.#drawLabels(this.#drawRings());
  }

  /** The lines along the coast are for the view from afar; up close they only cost time. */
  #drawWater(): void {
    const isFar = this.#map.getZoom() <= WATER_UNTIL;
    if (isFar === this.#map.hasLayer(this.#waterlines)) return;
    if (!isFar) this.#waterlines.remove();
    else {
      this.#waterlines.addTo(this.#map);
      this.#waterlines.getLayers().toReversed().forEach((line) => (line as GeoJSON).bringToBack());
    }
  }

  #drawMarks(): void {
    const seen = this.#map.getBounds().pad(0.3);
    const box: Box = [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()];
    const focused = [...this.#shown].find(([, mark]) => mark.getElement() === document.activeElement)?.[0];
    this.#marks.clearLayers();
    this.#shown.clear();
    for (const { properties, geometry } of this.#clusters.getClusters([...box], Math.round(this.#map.getZoom()))) {
      const { cluster_id: cluster } = properties as Props;
      const pins = cluster === undefined ? [properties as Pin] : this.#clusters.getLeaves(cluster, Infinity).map((leaf) => leaf.properties as Pin);
      this.#addMark([geometry.coordinates[1] ?? 0, geometry.coordinates[0] ?? 0], pins, cluster);
    }
    if (!focused) return;
    const [first = ''] = focused.split(' ');
    const again = this.#shown.get(focused) ?? [...this.#shown].find(([ids]) => ids.includes(first))?.[1];
    again?.getElement()?.focus({ preventScroll: true });
  }

  #addMark(at: LatLngTuple, pins: Pin[], cluster: number | undefined): void {
    const [first] = pins;
    if (!first) return;
    const size = pins.length > 1 ? Math.min(64, 30 + 6 * Math.sqrt(pins.length)) : 18;
    const name = pins.length > 1 ? `${pins.length} artists` : `${first.name}, ${first.where}`;
    const html = element('mark-dot', pins.length > 1 ? String(pins.length) : '');
    html.style.width = `${size}px`;
    html.style.height = `${size}px`;
    const icon = divIcon({ className: 'mark', html, iconSize: [Math.max(44, size), Math.max(44, size)] });
    const mark = marker(at, { icon, riseOnHover: true }).addTo(this.#marks);
    const button = mark.getElement();
    button?.setAttribute('aria-label', name);
    button?.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      button.click();
    });
    mark.on('popupopen', ({ popup }) => popup.getElement()?.querySelector('a')?.focus({ preventScroll: true }));
    mark.on('popupclose', () => button?.focus({ preventScroll: true }));
    mark.on('mouseover', () => this.#listeners.pointed?.(first.id));
    mark.on('mouseout', () => this.#listeners.pointed?.(undefined));
    const apart = pins.some(({ lat, lng }) => Math.abs(lat - first.lat) + Math.abs(lng - first.lng) > MEETING);
    if (cluster !== undefined && apart) mark.on('click', () => this.#open(at, cluster));
    else mark.bindPopup(() => card(pins), { className: 'map-card', closeButton: true, maxHeight: 260, offset: [0, -4] });
    this.#shown.set(pins.map(({ id }) => id).join(' '), mark);
  }

  #open(at: LatLngTuple, cluster: number): void {
    this.#map.setView(at, Math.min(CLOSEST, this.#clusters.getClusterExpansionZoom(cluster)), { animate: !still() });
    this.#listeners.moved?.();
  }

  #drawLabels(rings: Spot[]): void {
    this.#labels.clearLayers();
    const zoom = Math.floor(this.#map.getZoom());
    const seen = this.#map.getBounds().pad(0.1);
    const taken = [...rings, ...[...this.#shown.values()].map((mark) => this.#around(mark.getLatLng(), 44, 40))];
    const written = new Set<string>();
    const write = (name: string, lat: number, lng: number, className: string): void => {
      if (written.has(name) || !seen.contains([lat, lng])) return;
      const spot = this.#around({ lat, lng }, 9 * name.length + 14, 24);
      const shift = SHIFTS.find((down) => taken.every((other) => apart(spot, other, down)));
      if (shift === undefined) return;
      written.add(name);
      taken.push({ ...spot, y: spot.y + shift });
      const icon = divIcon({ className, html: element('', name), iconSize: [0, 0], iconAnchor: [0, -shift] });
      marker([lat, lng], { icon, interactive: false, keyboard: false }).addTo(this.#labels);
    };
    if (zoom >= AREAS_FROM) for (const { name, lat, lng } of this.#areas) write(name, lat, lng, 'place place-area');
    const smallest = TOWN_SIZE[zoom] ?? 0;
    for (const [name, lng, lat, population] of basemap.towns) {
      if (population < smallest) break;
      write(name, lat, lng, population > 200_000 ? 'place place-city' : 'place');
    }
  }

  #around({ lat, lng }: Position, width: number, height: number): Spot {
    const { x, y } = this.#map.latLngToContainerPoint([lat, lng]);
    return { x, y, width, height };
  }
}

/** Who is at one spot: a studio is often several artists with the same address. */
function card(pins: Pin[]): HTMLElement {
  const host = document.createElement('div');
  const [first] = pins;
  host.append(element('map-card-where', first?.where ?? ''));
  const list = document.createElement('ul');
  for (const { href, name } of pins) {
    const link = document.createElement('a');
    link.href = href;
    link.textContent = name;
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
  }
  host.append(list);
  return host;
}
