// Towns as dotwork: one dot for some hundreds of people, scattered round the middle of their town. It shows where
// people live, not streets, and gives the paper a grain between the coasts.
import { CRS, gridLayer, latLng, type Coords, type GridLayer } from 'leaflet';

type Town = [name: string, lng: number, lat: number, population: number];

const PEOPLE_PER_DOT = 380;
const FULL_FROM = 11;
const TILE = 256;
/** Grey with enough alpha to read on paper and on night alike. */
const INK = 'rgb(128 128 144 / 0.55)';

interface Cloud {
  x: number;
  y: number;
  reach: number;
  dots: () => Float64Array;
}

function scatter(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A town's dots in the world's pixels at zoom 0, made when they are first looked at. */
function cloud([, lng, lat, population]: Town): Cloud {
  const { x, y } = CRS.EPSG3857.latLngToPoint(latLng(lat, lng), 0);
  const kilometre = TILE / (40_075 * Math.cos((lat * Math.PI) / 180));
  const reach = 1.15 * Math.sqrt(population / 10_000) * kilometre;
  let made: Float64Array | undefined;
  const dots = (): Float64Array => {
    if (made) return made;
    const next = scatter(population + Math.round(x * 1e6));
    made = new Float64Array(2 * Math.ceil(population / PEOPLE_PER_DOT));
    for (let n = 0; n < made.length; n += 2) {
      const turn = next() * 2 * Math.PI;
      const out = reach * Math.abs(next() + next() + next() - 1.5) * 1.3;
      made[n] = x + out * Math.cos(turn);
      made[n + 1] = y + out * Math.sin(turn);
    }
    return made;
  };
  return { x, y, reach: 2 * reach, dots };
}

function drawTile(clouds: Cloud[], { x, y, z }: Coords): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const sharp = Math.min(2, window.devicePixelRatio);
  canvas.width = TILE * sharp;
  canvas.height = TILE * sharp;
  const pen = canvas.getContext('2d');
  if (!pen) return canvas;
  pen.scale(sharp, sharp);
  pen.fillStyle = INK;
  const scale = 2 ** z;
  const side = TILE / scale;
  const share = Math.min(1, 4 ** (z - FULL_FROM));
  const size = z > FULL_FROM ? 1.7 : 1.3;
  for (const town of clouds) {
    const off = Math.max(Math.abs(town.x - (x + 0.5) * side), Math.abs(town.y - (y + 0.5) * side));
    if (off > side / 2 + town.reach) continue;
    const dots = town.dots();
    for (let n = 0; n + 1 < dots.length * share; n += 2) {
      pen.fillRect((dots[n] ?? 0) * scale - x * TILE, (dots[n + 1] ?? 0) * scale - y * TILE, size, size);
    }
  }
  return canvas;
}

/** A layer for the pane named. */
export function stipple(towns: Town[], pane: string): GridLayer {
  const clouds = towns.map(cloud);
  const layer = gridLayer({ pane, minZoom: 8 });
  Object.assign(layer, { createTile: (coords: Coords) => drawTile(clouds, coords) });
  return layer;
}
