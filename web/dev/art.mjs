// Flash-art stand-ins, drawn from a number. Development only.
export function random(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const PAPERS = ['#e9e2d4', '#e6e4df', '#d9d3cb', '#efe9df', '#c9b8a4', '#d8c4ae', '#b98f72', '#e3d6cd'];
const INKS = ['#17161b', '#1d1a1f', '#20242c'];
const TINTS = ['#a8322d', '#2f5d50', '#c08a2e', '#33507e', '#17161b'];
const spin = (n, draw) => Array.from({ length: n }, (_, i) => `<g transform="rotate(${(360 / n) * i})">${draw(i)}</g>`).join('');

const MOTIFS = [
  // rose
  ({ tint, ink }) => `${spin(7, () => `<path d="M0-30C60-90 70-190 0-230C-70-190-60-90 0-30Z" fill="${tint}" fill-opacity=".85" stroke="${ink}" stroke-width="7"/>`)}${spin(5, () => `<path d="M0-10C35-45 40-105 0-130C-40-105-35-45 0-10Z" fill="${tint}" stroke="${ink}" stroke-width="6"/>`)}<circle r="26" fill="${ink}"/><path d="M0 225Q30 330 -20 420M0 300q90-60 150 10q-80 40-150-10" fill="none" stroke="${ink}" stroke-width="9"/>`,
  // mandala
  ({ ink }) => [230, 180, 130, 80].map((r, i) => spin(8 + 4 * (i % 3), () => `<path d="M0-${r - 45}Q${r / 4}-${r - 15} 0-${r + 30}Q-${r / 4}-${r - 15} 0-${r - 45}" fill="${i % 2 ? ink : 'none'}" stroke="${ink}" stroke-width="5"/><circle cy="-${r + 46}" r="5" fill="${ink}"/>`)).join('') + `<circle r="22" fill="none" stroke="${ink}" stroke-width="6"/>`,
  // moth
  ({ ink, tint }) => `<g stroke="${ink}" stroke-width="7" fill="${tint}" fill-opacity=".75"><path d="M0-40C120-230 300-210 310-120C310-10 140 20 0 10Z"/><path d="M0-40C-120-230-300-210-310-120C-310-10-140 20 0 10Z"/><path d="M0 10C110 20 220 90 170 190C120 240 30 150 0 60Z"/><path d="M0 10C-110 20-220 90-170 190C-120 240-30 150 0 60Z"/></g><ellipse cy="40" rx="26" ry="130" fill="${ink}"/><circle cx="190" cy="-110" r="34" fill="none" stroke="${ink}" stroke-width="7"/><circle cx="-190" cy="-110" r="34" fill="none" stroke="${ink}" stroke-width="7"/><path d="M-8-90Q-40-180-100-200M8-90Q40-180 100-200" fill="none" stroke="${ink}" stroke-width="6"/>`,
  // dagger
  ({ ink, tint }) => `<path d="M0 330L-38-60H38Z" fill="#f4f1ea" stroke="${ink}" stroke-width="8"/><path d="M0 320V-60" stroke="${ink}" stroke-width="5"/><path d="M-130-60Q0-110 130-60Q0-20-130-60Z" fill="${tint}" stroke="${ink}" stroke-width="8"/><path d="M-24-80L-18-250H18L24-80Z" fill="${ink}"/><circle cy="-285" r="38" fill="${tint}" stroke="${ink}" stroke-width="8"/>`,
  // sprig
  ({ ink }) => `<path d="M-10 350C30 100-40-80 10-330" fill="none" stroke="${ink}" stroke-width="5"/>${Array.from({ length: 9 }, (_, i) => `<path transform="translate(${i % 2 ? 4 : 0} ${260 - i * 66}) rotate(${i % 2 ? 48 : -48}) scale(${1 - i * 0.05})" d="M0 0C34-50 34-110 0-160C-34-110-34-50 0 0M0 0V-130" fill="none" stroke="${ink}" stroke-width="5"/>`).join('')}`,
  // moon and sun
  ({ ink, tint }) => `${spin(24, (i) => `<path d="M0-210L10-${i % 2 ? 270 : 310}L-10-${i % 2 ? 270 : 310}Z" fill="${ink}"/>`)}<circle r="185" fill="none" stroke="${ink}" stroke-width="7"/><path d="M60-160A170 170 0 1 0 60 160A135 135 0 1 1 60-160Z" fill="${tint}" stroke="${ink}" stroke-width="7"/>`,
  // geometry
  ({ ink }) => `${spin(6, () => `<path d="M0-260L112-65L0 130L-112-65Z" fill="none" stroke="${ink}" stroke-width="4"/>`)}${spin(3, () => `<path d="M0-260L225 130H-225Z" fill="none" stroke="${ink}" stroke-width="6"/>`)}<circle r="62" fill="${ink}"/>`,
  // wave
  ({ ink, tint }) => [0, 1, 2, 3].map((i) => `<path transform="translate(${i * 26 - 40} ${i * 90 - 130})" d="M-310 60C-200-150-20-170 60-60C100 0 40 60-10 30C40 140 200 90 300 20V110H-310Z" fill="${i % 2 ? '#f4f1ea' : tint}" fill-opacity=".9" stroke="${ink}" stroke-width="8"/>`).join(''),
  // snake
  ({ ink, tint }) => `<path d="M-150 300C250 260 210 60 0 40C-240 10-210-220 30-230C130-235 170-190 180-150" fill="none" stroke="${ink}" stroke-width="64" stroke-linecap="round"/><path d="M-150 300C250 260 210 60 0 40C-240 10-210-220 30-230C130-235 170-190 180-150" fill="none" stroke="${tint}" stroke-width="42" stroke-linecap="round" stroke-dasharray="26 22"/><path d="M180-150l40 60m-40-60l8 74" stroke="${ink}" stroke-width="6"/>`,
  // eye
  ({ ink, tint }) => `<path d="M-300 0Q0-240 300 0Q0 240-300 0Z" fill="#f4f1ea" stroke="${ink}" stroke-width="9"/><circle r="112" fill="${tint}" stroke="${ink}" stroke-width="8"/><circle r="50" fill="${ink}"/><circle cx="34" cy="-34" r="18" fill="#fff"/>${spin(16, () => `<path d="M0-190V-250" stroke="${ink}" stroke-width="7"/>`)}<path d="M0 150q34 70 0 120q-34-50 0-120" fill="${tint}" stroke="${ink}" stroke-width="6"/>`,
];

export function draw(seed, width = 800, height = 1000) {
  const next = random(seed * 7919 + 13);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const paper = pick(PAPERS);
  const ink = pick(INKS);
  const tint = pick(TINTS);
  const dots = Array.from({ length: 90 }, () => `<circle cx="${(next() * width).toFixed(0)}" cy="${(next() * height).toFixed(0)}" r="${(1 + next() * 3).toFixed(1)}"/>`).join('');
  const scale = Math.min(width, height) / 800;
  const turn = Math.round(next() * 30 - 15);
  return {
    colour: paper,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><defs><radialGradient id="v"><stop offset=".4" stop-color="#fff" stop-opacity=".25"/><stop offset="1" stop-color="#000" stop-opacity=".22"/></radialGradient></defs><rect width="100%" height="100%" fill="${paper}"/><rect width="100%" height="100%" fill="url(#v)"/><g fill="${ink}" opacity=".16">${dots}</g><g transform="translate(${width / 2} ${height / 2}) rotate(${turn}) scale(${scale.toFixed(2)})" stroke-linejoin="round" stroke-linecap="round">${pick(MOTIFS)({ ink, tint })}</g></svg>`,
  };
}
