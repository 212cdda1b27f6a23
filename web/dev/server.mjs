// The stand-in server: the API over made-up data, the built pages with production's headers. Development only.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { areaList, artists, media, studios, styles } from './data.mjs';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const PORT = Number(process.env.PORT ?? 5180);
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.woff': 'font/woff', '.txt': 'text/plain', '.png': 'image/png' };
const HEADERS = {
  'content-security-policy': "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
};
const REMOVED = 'ar_00000000000000000000000000000410';

const fold = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
const rad = (degrees) => (degrees * Math.PI) / 180;
function kilometres(one, other) {
  const a = Math.sin(rad(other.lat - one.lat) / 2) ** 2 + Math.cos(rad(one.lat)) * Math.cos(rad(other.lat)) * Math.sin(rad(other.lng - one.lng) / 2) ** 2;
  return 12742 * Math.asin(Math.sqrt(a));
}

function problem(status, title, detail, invalid = []) {
  const type = `https://tattoo-artist-directory.example/errors#${status === 404 ? 'not-found' : status === 410 ? 'removed' : 'invalid-request'}`;
  return { status, type: 'application/problem+json', body: { type, title, status, detail, instance: 'req-0001', ...(invalid.length && { 'invalid-params': invalid }) } };
}

const summary = (artist, near) => ({
  id: artist.id, name: artist.name, handle: artist.handle, styles: artist.styles.map(({ slug }) => slug),
  location: { area: artist.studios[0].area, city: 'Leeds', country: 'GB', lat: artist.studios[0].lat, lng: artist.studios[0].lng },
  studios: artist.studios.map(({ id, name }) => ({ id, name })), picture: artist.picture,
  distance_km: near ? Math.min(...artist.studios.map((studio) => kilometres(near, studio))) : null, updated_at: artist.updated_at,
});

function search(params) {
  const limit = Number(params.get('limit') ?? 20);
  const page = Number(params.get('page') ?? 1);
  if (!(limit >= 1 && limit <= 50)) return problem(400, 'The request is not valid', 'Check limit.', [{ name: 'limit', reason: 'must be from 1 to 50' }]);
  const wanted = params.getAll('style').flatMap((value) => value.split(',')).filter(Boolean);
  const words = fold(params.get('q') ?? '').split(/\s+/).filter(Boolean);
  const [lat, lng] = (params.get('near') ?? '').split(',').map(Number);
  const near = params.get('near') ? { lat, lng } : null;
  const radius = Number(params.get('radius_km') ?? 1e6);
  const box = params.get('bbox')?.split(',').map(Number);
  const place = fold(params.get('location') ?? '');
  const text = (artist) => fold([artist.name, artist.handle ?? '', ...artist.styles.map((s) => s.name), ...artist.studios.flatMap((s) => [s.name, s.area, 'Leeds'])].join(' '));
  const byText = (a) => words.every((word) => text(a).includes(word));
  const byStyle = (a) => !wanted.length || wanted[params.get('style_match') === 'all' ? 'every' : 'some']((slug) => a.styles.some((s) => s.slug === slug));
  const byPlace = (a) => !place || a.studios.some((s) => fold(s.area) === place || place === 'leeds' || fold(s.postcode).startsWith(place.split(' ')[0] + ' '));
  const byMap = (a) => (!near || a.studios.some((s) => kilometres(near, s) <= radius)) && (!box || a.studios.some((s) => s.lng >= box[0] && s.lat >= box[1] && s.lng <= box[2] && s.lat <= box[3]));
  const every = artists.filter((a) => byText(a) && byMap(a));
  const found = every.filter((a) => byStyle(a) && byPlace(a)).map((a) => summary(a, near));
  const score = (a) => (a.picture ? 1 : 0) + a.styles.length / 10;
  const orders = { name: (a, b) => a.name.localeCompare(b.name), distance: (a, b) => a.distance_km - b.distance_km, updated: (a, b) => b.updated_at.localeCompare(a.updated_at), relevance: (a, b) => score(b) - score(a) };
  found.sort(orders[params.get('sort') ?? 'relevance']);
  const tally = (list, read) => Object.entries(Object.groupBy(list.flatMap(read), (x) => x)).map(([value, all]) => ({ value, count: all.length })).sort((a, b) => b.count - a.count);
  return { status: 200, body: {
    items: found.slice((page - 1) * limit, page * limit), total: found.length,
    facets: {
      styles: tally(every.filter(byPlace), (a) => a.styles.map((s) => s.slug)).map(({ value, count }) => ({ slug: value, name: styles.find((s) => s.slug === value).name, count })),
      areas: tally(every.filter(byStyle), (a) => ['Leeds', ...new Set(a.studios.map((s) => s.area))]).map(({ value, count }) => ({ name: value, count })),
    },
    pagination: { page, limit, hasMore: page * limit < found.length, nextCursor: null }, degraded: false,
  } };
}

function suggest(query) {
  const start = fold(query ?? '');
  const hit = (name) => fold(name).split(/[\s&-]+/).some((word) => word.startsWith(start)) || fold(name).startsWith(start);
  return { status: 200, body: { items: start ? [
    ...styles.filter((s) => hit(s.name)).slice(0, 3).map((s) => ({ kind: 'style', text: s.name, value: s.slug, id: null })),
    ...areaList.filter((a) => hit(a.name)).slice(0, 2).map((a) => ({ kind: 'area', text: a.name, value: a.name, id: null })),
    ...studios.filter((s) => hit(s.name)).slice(0, 2).map((s) => ({ kind: 'studio', text: s.name, value: s.name, id: s.id })),
    ...artists.filter((a) => hit(a.name)).slice(0, 4).map((a) => ({ kind: 'artist', text: a.name, value: a.name, id: a.id })),
  ] : [] } };
}

const requests = new Map();
function remove(body) {
  const invalid = [
    !/^(@?[a-z0-9._]{1,30}|https?:\/\/(www\.)?instagram\.com\/[a-z0-9._]+\/?.*|.*\/artists\/.+)$/i.test(body.profile ?? '') && { name: 'profile', reason: 'is not an Instagram handle or a profile address' },
    !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(body.email ?? '') && { name: 'email', reason: 'is not an e-mail address' },
    !['self', 'studio', 'other'].includes(body.relation) && { name: 'relation', reason: 'must be self, studio or other' },
    (body.reason ?? '').trim().length < 10 && { name: 'reason', reason: 'needs at least 10 characters' },
  ].filter(Boolean);
  if (invalid.length) return problem(400, 'The request is not valid', 'Check the fields named.', invalid);
  const ticket = `rr_${Math.random().toString(36).slice(2).padEnd(22, 'x').slice(0, 22)}`;
  requests.set(ticket, { ticket, state: 'received', received_at: new Date().toISOString(), decided_at: null, completed_at: null, deadline: new Date(Date.now() + 7 * 86_400_000).toISOString() });
  return { status: 202, body: { ticket, status_url: `/v1/removal-requests/${ticket}` } };
}

function request(ticket) {
  const state = ['received', 'awaiting_review', 'approved', 'purging', 'completed', 'rejected'].find((known) => ticket === `rr_demo-${known}`);
  const past = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString();
  if (state) return { status: 200, body: { ticket, state, received_at: past(30), decided_at: /received|review/.test(state) ? null : past(6), completed_at: state === 'completed' ? past(5.9) : null, deadline: past(-120) } };
  return requests.has(ticket) ? { status: 200, body: requests.get(ticket) } : problem(404, 'Not found', 'There is no such request in the directory.');
}

function one(list, id, what) {
  if (id === REMOVED) return problem(410, 'Removed', 'This profile was removed at the artist’s request.');
  const found = list.find((item) => item.id === id);
  return found ? { status: 200, body: found } : problem(404, 'Not found', `There is no such ${what} in the directory.`);
}

async function api({ method, pathname, params, read }) {
  const [, , resource, id] = pathname.split('/');
  if (method === 'POST' && resource === 'removal-requests') return remove(await read());
  if (resource === 'removal-requests' && id) return request(id);
  if (resource === 'artists') return id ? one(artists, id, 'artist') : search(params);
  if (resource === 'studios' && id) return one(studios, id, 'studio');
  if (resource === 'styles') return { status: 200, body: { items: styles } };
  if (resource === 'areas') return { status: 200, body: { items: areaList } };
  if (resource === 'suggest') return suggest(params.get('q'));
  return problem(404, 'Not found', 'There is no such page in the directory.');
}

const PAGES = JSON.parse(readFileSync(new URL('../pages.json', import.meta.url), 'utf8')).map((page) => new RegExp(`^${page.replace(/:\w+/, '[^/]+').replace(/\/$/, '')}/?$`));

/** A page with the status that production answers with: an unknown or removed profile is a real 404 or 410. */
function page(request, response, pathname) {
  const id = /^\/artists\/([^/]+)\/?$/.exec(pathname)?.[1];
  const { status, body: artist } = id ? one(artists, id, 'artist') : { status: PAGES.some((known) => known.test(pathname)) ? 200 : 404 };
  const shell = readFileSync(join(DIST, status === 404 ? 'not-found.html' : 'index.html'), 'utf8');
  const graph = { '@context': 'https://schema.org', '@graph': [{ '@type': 'ProfilePage', mainEntity: { '@type': 'Person', name: artist?.name } }] };
  const about = id && status === 200 && `<title>${artist.name}</title><link rel="canonical" href="/artists/${id}"><meta property="og:title" content="${artist.name}"><script id="structured-data" type="application/ld+json">${JSON.stringify(graph)}</script>`;
  return send(request, response, { status, body: about ? shell.replace(/<!--about-->.*<!--\/about-->/s, about) : shell, type: TYPES['.html'], cache: 'no-cache' });
}

function send(request, response, { status, body, type = 'application/json', cache = 'no-store' }) {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const packed = /gzip/.test(request.headers['accept-encoding'] ?? '') ? gzipSync(bytes) : null;
  response.writeHead(status, { ...HEADERS, 'content-type': type, 'cache-control': cache, ...(packed && { 'content-encoding': 'gzip' }) });
  response.end(request.method === 'HEAD' ? undefined : (packed ?? bytes));
}

function file(request, response, pathname) {
  const path = normalize(join(DIST, pathname));
  if (!(path.startsWith(DIST) && existsSync(path) && statSync(path).isFile())) return page(request, response, pathname);
  const compressible = /\.(js|css|svg|txt)$/.test(path) && /gzip/.test(request.headers['accept-encoding'] ?? '');
  response.writeHead(200, {
    ...HEADERS, 'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'cache-control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(compressible && { 'content-encoding': 'gzip' }),
  });
  const stream = createReadStream(path);
  if (!compressible) return stream.pipe(response);
  return stream.toArray().then((chunks) => response.end(gzipSync(Buffer.concat(chunks))));
}

const vite = process.argv.includes('--vite')
  ? await (await import('vite')).createServer({ server: { middlewareMode: true }, appType: 'spa' })
  : null;

createServer(async (incoming, response) => {
  const { pathname, searchParams } = new URL(incoming.url, 'http://localhost');
  const read = async () => JSON.parse(Buffer.concat(await incoming.toArray()).toString() || '{}');
  if (pathname.startsWith('/v1/')) {
    if (process.env.DELAY_MS) await new Promise((done) => setTimeout(done, Number(process.env.DELAY_MS)));
    return send(incoming, response, await api({ method: incoming.method, pathname, params: searchParams, read }));
  }
  const piece = /^(\/media\/piece-\d+)\//.exec(pathname);
  if (piece) return send(incoming, response, { status: media.has(piece[1]) ? 200 : 404, body: media.get(piece[1]) ?? '', type: 'image/svg+xml', cache: 'public, max-age=300' });
  return vite ? vite.middlewares(incoming, response) : file(incoming, response, pathname);
}).listen(PORT, () => console.log(`http://localhost:${PORT} (made-up data, development only)`));
