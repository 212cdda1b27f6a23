// A made-up city: no real person, studio, address or picture. Development only.
import { rgbaToThumbHash } from 'thumbhash';
import { draw, random } from './art.mjs';

const STYLES = Object.entries({
  traditional: ['Traditional', 'Bold outlines and a short palette: anchors, roses, daggers.'],
  'neo-traditional': ['Neo-traditional', 'Traditional line with depth, ornament and more colour.'],
  japanese: ['Japanese', 'Irezumi: koi, dragons, waves and full sleeves.'],
  blackwork: ['Blackwork', 'Solid black areas and bold black ink only.'],
  'black-and-grey': ['Black & grey', 'Shaded in diluted black, with soft gradients.'],
  realism: ['Realism', 'A photographic likeness.'],
  'micro-realism': ['Micro-realism', 'Very small, finely detailed realism.'],
  'fine-line': ['Fine line', 'Thin, single-needle lines.'],
  minimalist: ['Minimalist', 'Few, simple lines.'],
  dotwork: ['Dotwork', 'Stippled shading.'],
  geometric: ['Geometric', 'Shapes, symmetry and patterns of lines.'],
  mandala: ['Mandala', 'Circular, symmetric patterns.'],
  ornamental: ['Ornamental', 'Lace, jewellery, patterns that follow the body.'],
  watercolour: ['Watercolour', 'Washes and splashes without hard outlines.'],
  illustrative: ['Illustrative', 'Drawn like a book illustration.'],
  botanical: ['Botanical', 'Flowers, plants and leaves.'],
  lettering: ['Lettering', 'Script, calligraphy and blackletter.'],
  anime: ['Anime', 'Anime, manga and game characters.'],
  handpoke: ['Handpoke', 'Made without a machine.'],
  'cover-up': ['Cover-up', 'Reworking or covering older tattoos.'],
});
const AREAS = {
  'City Centre': [53.7985, -1.5425], Headingley: [53.8195, -1.5815], Kirkstall: [53.8155, -1.5995],
  Holbeck: [53.7845, -1.5575], 'Chapel Allerton': [53.8285, -1.5385], Hunslet: [53.782, -1.531],
  Horsforth: [53.838, -1.638], Morley: [53.746, -1.601], Roundhay: [53.836, -1.505], Armley: [53.796, -1.59],
};
const FIRST = 'Ada Bea Cass Dara Efe Fern Gwen Hal Ines Jude Kit Lior Mabel Nell Oran Posy Quill Rafe Saba Tamsin Una Vic Wren Xanthe Yusuf Zadie Aoife Bram Cleo Dov'.split(' ');
const LAST = 'Ashgrove Birchall-Ito Calloway Dunmore Eastlake Fennimore Gorse Hartle Inskip Jarrow Kestrel Loxley Marchbank Nightjar Okonjo Pellew Quarrie Ravensworth Sallow Thackeray-Bloom Underhay Vale Whinfell Yarrow Zielińska'.split(' ');
const STUDIO = ['Rook & Raven', 'Ink Parish', 'The Needle Exchange Press', 'Saltire Street', 'Foxglove', 'Blackletter House', 'Second Skin Social', 'Lanternjaw', 'Moth & Lamp', 'Tidewrack', 'Wolfpack Parlour', 'Paper Tigers', 'Northlight', 'Thistle & Thorn', 'Old Dog Tattoo', 'Plume', 'Canal Works', 'Hob & Kettle', 'Gilt', 'Undertow', 'Sunday School', 'Ember Row', 'Little Gods', 'Penny Black'];

const next = random(20);
const pick = (list) => list[Math.floor(next() * list.length)];
const hex = (prefix) => prefix + Array.from({ length: 32 }, () => Math.floor(next() * 16).toString(16)).join('');
const areas = Object.keys(AREAS);

const studios = STUDIO.map((name, i) => {
  const area = i < 9 ? 'City Centre' : areas[1 + (i % (areas.length - 1))];
  const [lat, lng] = AREAS[area];
  return {
    id: hex('st_'), name, area, city: 'Leeds', address: `${3 + ((i * 17) % 90)} ${pick(['Mill', 'Canal', 'Chandler', 'Garnet', 'Weaver', 'Foundry'])} ${pick(['Street', 'Row', 'Yard', 'Lane'])}`,
    postcode: `LS${1 + (i % 17)} ${1 + (i % 8)}${pick(['AB', 'DX', 'QP', 'TR'])}`,
    lat: lat + (next() - 0.5) * 0.012, lng: lng + (next() - 0.5) * 0.02,
    website: i % 5 ? `https://${name.toLowerCase().replace(/[^a-z]+/g, '-')}.example/` : null,
  };
});

export const media = new Map();
let pieces = 0;
function picture(alt, tall) {
  const seed = ++pieces;
  const [width, height] = [[800, 1000], [800, 800], [1000, 800], [800, 1100]][tall ? seed % 4 : 0];
  const { svg, colour } = draw(seed, width, height);
  media.set(`/media/piece-${seed}`, svg);
  const rgb = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const pixels = Uint8Array.from({ length: 16 * 20 * 4 }, (_, i) => {
    const distance = Math.hypot(((i >> 2) % 16) - 8, Math.floor((i >> 2) / 16) - 10) / 10;
    return i % 4 === 3 ? 255 : rgb[i % 4] * Math.min(1, 0.35 + distance * 0.6);
  });
  const source = (size) => ({ src: `/media/piece-${seed}/${size}.svg`, width: size, type: 'image/svg+xml' });
  return {
    src: `/media/piece-${seed}/480.svg`, srcset: [320, 480, 960].map(source), width, height, colour, alt,
    placeholder: Buffer.from(rgbaToThumbHash(16, 20, pixels)).toString('base64'),
  };
}

const names = new Set();
function name() {
  for (;;) {
    const found = next() < 0.12 ? pick(FIRST) : `${pick(FIRST)} ${pick(LAST)}`;
    if (!names.has(found)) return names.add(found) && found;
  }
}

const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString();
const styleNames = new Map(STYLES.map(([slug, [label]]) => [slug, label]));

export const artists = Array.from({ length: 134 }, (_, i) => {
  const called = i === 5 ? 'Robin <b>Vale</b>' : name();
  const studio = studios[Math.floor(next() ** 1.6 * studios.length)];
  const onInstagram = next() < 0.62;
  const slugs = onInstagram ? [...new Set(Array.from({ length: 1 + Math.floor(next() * 4) }, () => pick(STYLES)[0]))] : [];
  const handle = onInstagram ? called.toLowerCase().replace(/[^a-z]+/g, pick(['.', '_', ''])).replace(/^[._]+|[._]+$/g, '') + pick(['ink', '.tattoo', '_ttt', '']) : null;
  const shown = onInstagram && next() < 0.8 ? 3 + Math.floor(next() * 10) : 0;
  const label = slugs.length ? styleNames.get(slugs[0]) : null;
  const images = Array.from({ length: shown }, (_, n) => picture(`${label ?? 'Tattoo'} piece ${n + 1} by ${called}`, true));
  return {
    id: hex(onInstagram ? 'ar_' : 'hk_'), name: called, handle,
    bio: onInstagram ? `${label ?? 'Custom'} tattoos in ${studio.area}.\nBooks open on the first of the month, message for ${pick(['flash', 'custom work', 'cover-ups'])}. ${i === 5 ? '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>' : '✶'}\n#${slugs.map((slug) => slug.replaceAll('-', '')).join(' #')}` : '',
    role: pick(['resident', 'resident', 'resident', 'owner', 'guest', 'apprentice']),
    styles: slugs.map((slug, n) => ({ slug, name: styleNames.get(slug), confidence: Math.round((0.95 - n * 0.17) * 100) / 100 })),
    picture: images.length ? { ...images[0] } : null, images,
    studios: i % 23 === 7 ? [studio, studios[(i * 3) % studios.length]] : [studio],
    instagram_url: handle && `https://www.instagram.com/${handle}/`,
    provenance: [
      { source: 'Studio website', url: studio.website, fetched_at: day(0.3 + next()), licence: 'Facts, as published by the studio' },
      { source: 'OpenStreetMap', url: 'https://www.openstreetmap.org/', fetched_at: day(1.2), licence: 'ODbL 1.0' },
      ...(handle ? [{ source: 'Instagram', url: `https://www.instagram.com/${handle}/`, fetched_at: day(0.6), licence: 'Public profile, linked' }] : []),
    ],
    checked_at: day(next() * 2), updated_at: day(next() * 30),
  };
});

export const styles = STYLES.map(([slug, [label, description]]) => ({
  slug, name: label, description, count: artists.filter((a) => a.styles.some((s) => s.slug === slug)).length,
})).filter(({ count }) => count).sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));

export const areaList = [
  { name: 'Leeds', count: artists.length, lat: 53.7997, lng: -1.5492 },
  ...areas.map((area) => ({ name: area, lat: AREAS[area][0], lng: AREAS[area][1], count: artists.filter((a) => a.studios.some((s) => s.area === area)).length })),
].filter(({ count }) => count);

export { studios };
