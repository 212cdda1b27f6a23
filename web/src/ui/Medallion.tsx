// What stands where there is no picture: the initial in a dotwork medallion, drawn from the artist's id, so that it is
// always the same for one artist and rarely alike for two. It is lettering, and never pretends to be anybody's work.
import { memo } from 'react';

const SIZE = 400;
const MIDDLE = SIZE / 2;

/** A small deterministic stream of numbers in [0, 1). */
function numbers(seed: string): () => number {
  let state = 2166136261;
  for (const letter of seed) state = Math.imul(state ^ letter.charCodeAt(0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const at = (radius: number, turn: number): string =>
  `${Math.round(MIDDLE + radius * Math.sin(turn))} ${Math.round(MIDDLE - radius * Math.cos(turn))}`;

/** A closed ring of `count` petals between two radii; `spread` above 1 makes neighbours overlap. */
function petals(count: number, inner: number, outer: number, spread: number, offset: number): string {
  const step = (2 * Math.PI) / count;
  let path = `M${at(inner, offset)}`;
  for (let n = 0; n < count; n += 1) {
    const middle = offset + (n + 0.5) * step;
    const lean = (step / 2) * spread;
    path += `C${at(outer, middle - lean)} ${at(outer, middle + lean)} ${at(inner, offset + (n + 1) * step)}`;
  }
  return `${path}Z`;
}

interface Layer {
  path: string;
  dotted: boolean;
}

function layers(seed: string): { folds: number; rings: Layer[] } {
  const next = numbers(seed);
  const folds = 6 + Math.floor(next() * 9);
  const half = Math.PI / folds;
  const spread = 0.4 + next() * 1.5;
  const rings = [
    { path: petals(folds, 118 + next() * 20, 200 + next() * 18, spread, 0), dotted: false },
    { path: petals(folds, 104, 168 + next() * 30, spread * (0.5 + next()), next() > 0.5 ? half : 0), dotted: true },
    { path: petals(folds * (next() > 0.6 ? 2 : 1), 92, 128 + next() * 34, 0.3 + next() * 1.4, half), dotted: next() > 0.4 },
  ];
  return { folds, rings };
}

export const Medallion = memo(({ id, name }: { id: string; name: string }) => {
  const { folds, rings } = layers(id);
  return (
    <svg className="medallion" viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden="true">
      {rings.map(({ path, dotted }) => (
        <path key={path} d={path} className={dotted ? 'dots' : 'line'} />
      ))}
      <circle cx={MIDDLE} cy={MIDDLE} r="194" className="dots" pathLength={folds * 12} />
      <circle cx={MIDDLE} cy={MIDDLE} r="86" className="line" />
      <circle cx={MIDDLE} cy={MIDDLE} r="78" className="dots" pathLength={folds * 6} />
      <text x={MIDDLE} y={MIDDLE} dy="0.35em" textAnchor="middle">
        {[...name.replace(/[^\p{L}\p{N}]/gu, '')][0] ?? '·'}
      </text>
    </svg>
  );
});
