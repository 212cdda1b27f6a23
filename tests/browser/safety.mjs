import assert from 'node:assert/strict';
import { api, open, settled, test } from './harness.mjs';

const HOSTILE = '<script>window.hacked=1</script><img src=x onerror="window.hacked=1">';

test('A49 markup in a search is shown as text', {}, async (page) => {
  await open(page, `/?q=${encodeURIComponent(HOSTILE)}`);
  await settled(page);
  assert.ok((await page.locator('main h1').textContent()).includes(HOSTILE));
  assert.equal(await page.evaluate(() => window.hacked), undefined);
});

test('A49 markup in what was scraped is shown as text', {}, async (page) => {
  const { items: [{ id }] } = await api('/v1/artists?limit=1');
  const profile = { ...(await api(`/v1/artists/${id}`)), name: HOSTILE, bio: HOSTILE };
  await page.route(`**/v1/artists/${id}`, (route) => route.fulfill({ json: profile }));
  await open(page, `/artists/${id}`);
  assert.equal(await page.locator('main h1').textContent(), HOSTILE);
  assert.equal(await page.locator('.bio').textContent(), HOSTILE);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
});

test('A49 every page comes with a content security policy that allows no inline script', {}, async (page) => {
  const { items } = await api('/v1/artists?limit=1');
  for (const path of ['/', '/removal', '/no-such-page', `/artists/${items[0].id}`, '/artists/nobody']) {
    const response = await open(page, path);
    const policy = response.headers()['content-security-policy'] ?? '';
    assert.match(policy, /script-src 'self'(;|$)/, path);
    assert.doesNotMatch(policy, /unsafe/);
  }
});

test('no page asks any other host for anything', {}, async (page) => {
  const hosts = new Set();
  page.on('request', (request) => /^http/.test(request.url()) && hosts.add(new URL(request.url()).host));
  await open(page, '/?view=map');
  await settled(page);
  await page.locator('.mark').first().waitFor();
  assert.equal(hosts.size, 1, [...hosts].join(' '));
});

test('the map and its data are not loaded before they are asked for', {}, async (page) => {
  const scripts = [];
  page.on('response', async (response) => {
    if (/\.js$/.test(new URL(response.url()).pathname)) scripts.push((await response.body()).length);
  });
  await open(page, '/');
  await settled(page);
  const total = scripts.reduce((sum, size) => sum + size, 0);
  assert.ok(total < 110_000, `${total} bytes of script, unpacked, before any interaction`);
});
