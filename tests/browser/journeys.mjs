import assert from 'node:assert/strict';
import { api, BASE, open, settled, test } from './harness.mjs';

const DESKTOP = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 375, height: 800 }, hasTouch: true, isMobile: true };

const names = (page) => page.locator('.grid h3, .atlas-list h3').allTextContents();
const profileUrl = (page) => page.waitForURL(/\/artists\//);

/** The profile of an artist found by going through the directory, or a clear complaint. */
async function artist(wanted) {
  for (let page = 1; page <= 10; page += 1) {
    const { items, pagination } = await api(`/v1/artists?limit=50&page=${page}`);
    for (const { id } of items.filter((item) => wanted.summary?.(item) ?? true)) {
      const profile = await api(`/v1/artists/${id}`);
      if (wanted.profile(profile)) return profile;
    }
    if (!pagination.hasMore) break;
  }
  throw new Error('the directory holds no such artist');
}
const pictured = () => artist({ summary: (item) => item.picture, profile: ({ images, styles }) => images.length > 1 && styles.length > 0 });
const bare = () => artist({ summary: (item) => !item.picture, profile: ({ images }) => images.length === 0 });

test('the first screen shows the artists the API has', DESKTOP, async (page) => {
  const { items, total } = await api('/v1/artists');
  await open(page, '/');
  await settled(page);
  assert.deepEqual((await names(page)).slice(0, items.length), items.map(({ name }) => name));
  assert.equal(Number((await page.locator('.tally strong').textContent()).replaceAll(',', '')), total);
});

test('A56 ticking styles narrows the list, fills the address, and survives a reload', DESKTOP, async (page) => {
  const { items: styles } = await api('/v1/styles');
  const [first, second] = styles;
  await open(page, '/');
  await settled(page);
  await page.locator('.index').getByRole('checkbox', { name: new RegExp(`^${first.name}`) }).check();
  await page.waitForURL(`${BASE}/?style=${first.slug}`);
  await page.locator('.index').getByRole('checkbox', { name: new RegExp(`^${second.name}`) }).check();
  await page.waitForURL(`${BASE}/?style=${first.slug},${second.slug}`);
  await settled(page);
  const { items, total } = await api(`/v1/artists?style=${first.slug},${second.slug}`);
  assert.deepEqual(await names(page), items.map(({ name }) => name));
  await page.reload();
  await settled(page);
  assert.deepEqual(await names(page), items.map(({ name }) => name));
  assert.match(await page.locator('#announcements').textContent(), new RegExp(`^${total} artists?`));
  await page.locator('.index').getByLabel('All of these').check();
  await page.waitForURL(/style_match=all/);
});

test('A56 search, filter, profile, lightbox by keyboard alone, and back to the same list and place', DESKTOP, async (page) => {
  const shown = await pictured();
  const [{ slug }] = shown.styles;
  await open(page, `/?style=${slug}`);
  await settled(page);
  const before = await names(page);
  const card = page.locator('.grid h3 a', { hasText: shown.name }).first();
  const link = (await card.count()) ? card : page.locator('.grid h3 a').last();
  await link.scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 40);
  await page.waitForTimeout(150);
  const depth = await page.evaluate(() => scrollY);
  await link.focus();
  await page.keyboard.press('Enter');
  await profileUrl(page);
  await page.locator('.profile h1').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
  await page.goBack();
  await settled(page);
  assert.deepEqual(await names(page), before);
  await page.waitForTimeout(150);
  assert.ok(Math.abs((await page.evaluate(() => scrollY)) - depth) < 60, 'the place on the page is restored');
});

test('the lightbox opens, moves, wraps and closes by keyboard, and gives the focus back', DESKTOP, async (page) => {
  const { id, images } = await pictured();
  await open(page, `/artists/${id}`);
  const thumbnail = page.locator('.wall button').first();
  await thumbnail.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const position = () => dialog.locator('.lightbox-bar p').textContent();
  assert.equal(await position(), `1 of ${images.length}`);
  await page.keyboard.press('ArrowRight');
  assert.equal(await position(), `2 of ${images.length}`);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await position(), `${images.length} of ${images.length}`);
  for (let n = 0; n < 5; n += 1) await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.querySelector('dialog[open]').contains(document.activeElement) || document.activeElement === document.body));
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /^Open picture/);
});

test('the search box suggests, and the keyboard chooses', DESKTOP, async (page) => {
  const { items: styles } = await api('/v1/styles');
  const { name, slug } = styles[0];
  await open(page, '/');
  const box = page.getByRole('combobox', { name: /^Search/ });
  await box.pressSequentially(name.slice(0, 4));
  await page.getByRole('option', { name: new RegExp(`^${name}`) }).first().waitFor();
  assert.equal(await box.getAttribute('aria-expanded'), 'true');
  const options = await page.getByRole('option').allTextContents();
  for (let n = 0; n <= options.findIndex((text) => text.startsWith(name) && text.endsWith('Style')); n += 1) await page.keyboard.press('ArrowDown');
  assert.ok(await box.getAttribute('aria-activedescendant'));
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`style=${slug}`));
  await box.pressSequentially('a');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await box.getAttribute('aria-expanded'), 'false');
});

test('a postcode typed into the one box becomes a place', DESKTOP, async (page) => {
  await open(page, '/');
  await page.getByRole('combobox', { name: /^Search/ }).fill('ls1 4ap');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${BASE}/?location=LS1+4AP`);
});

test('A55 a style on a profile opens that search', DESKTOP, async (page) => {
  const { id, styles } = await pictured();
  await open(page, `/artists/${id}`);
  await page.getByRole('list', { name: 'Styles' }).getByRole('link', { name: styles[0].name, exact: true }).click();
  await page.waitForURL(`${BASE}/?style=${styles[0].slug}`);
  await settled(page);
});

test('A57 contact leads to Instagram over https, in a new tab, without an opener', DESKTOP, async (page) => {
  const { id } = await artist({ summary: (item) => item.handle, profile: (profile) => profile.instagram_url });
  await open(page, `/artists/${id}`);
  const link = page.getByRole('link', { name: /Contact on Instagram/ });
  assert.match(await link.getAttribute('href'), /^https:\/\/(www\.)?instagram\.com\//);
  assert.equal(await link.getAttribute('target'), '_blank');
  assert.match(await link.getAttribute('rel'), /noopener/);
});

test('a profile says where its facts come from, and carries valid structured data', DESKTOP, async (page) => {
  const profile = await pictured();
  await open(page, `/artists/${profile.id}`);
  await page.getByRole('heading', { name: 'Where this comes from' }).waitFor();
  const data = JSON.parse(await page.locator('#structured-data').textContent());
  assert.equal(data['@graph'][0]['@type'], 'ProfilePage');
  assert.equal(data['@graph'][0].mainEntity.name, profile.name);
  assert.equal(await page.locator('meta[property="og:title"]').getAttribute('content'), profile.name);
  assert.match(await page.locator('link[rel=canonical]').getAttribute('href'), /\/artists\//);
  await page.locator('.back').click();
  await settled(page);
  assert.equal(await page.locator('meta[property="og:type"]').getAttribute('content'), 'website', 'the next page describes itself');
});

test('A54 without pictures a profile says so', DESKTOP, async (page) => {
  const profile = await bare();
  await open(page, `/artists/${profile.id}`);
  await page.getByRole('heading', { name: 'Portfolio not available' }).waitFor();
  const social = page.getByRole('link', { name: /See the work on Instagram/ });
  assert.equal(await social.count(), profile.instagram_url ? 1 : 0);
});

test('a profile shows its studio on a map once it is in view', DESKTOP, async (page) => {
  const { id } = await artist({ profile: ({ studios }) => studios.some(({ lat }) => lat !== null) });
  await open(page, `/artists/${id}`);
  await page.locator('.where-map').scrollIntoViewIfNeeded();
  await page.locator('.where-map .mark').first().waitFor();
});

test('the map shows exactly the artists in its list, and searches the area it is moved to', DESKTOP, async (page) => {
  await open(page, '/');
  await settled(page);
  await page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'Map' }).click();
  await page.waitForURL(/view=map/);
  await page.locator('.mark').first().waitFor();
  await settled(page);
  const rows = (await names(page)).length;
  const unplaced = Number((await page.locator('.atlas-list > .small').textContent().catch(() => '0'))?.match(/\d+/)?.[0] ?? 0);
  const marks = await page.locator('.mark').evaluateAll((all) => all.map((mark) => Number(mark.textContent) || 1));
  assert.equal(marks.reduce((sum, count) => sum + count, 0) + unplaced, rows);
  const map = await page.locator('.chart').boundingBox();
  await page.mouse.move(map.x + map.width / 2, map.y + 60);
  await page.mouse.down();
  await page.mouse.move(map.x + map.width / 2 + 180, map.y + 120, { steps: 6 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Search this area' }).click();
  await page.waitForURL(/bbox=/);
  await settled(page);
  const asked = new URL(page.url()).searchParams.get('bbox');
  const { items } = await api(`/v1/artists?bbox=${asked}&limit=50`);
  assert.deepEqual((await names(page)).slice(0, items.length), items.map(({ name }) => name));
});

test('a mark on the map is reached and opened by keyboard', DESKTOP, async (page) => {
  await open(page, '/?view=map');
  await settled(page);
  const mark = page.locator('.mark').first();
  await mark.waitFor();
  assert.ok(await mark.getAttribute('aria-label'));
  assert.equal(await mark.getAttribute('tabindex'), '0');
  for (let n = 0; n < 12 && !(await page.locator('.map-card a').count()); n += 1) {
    await page.locator('.mark').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForTimeout(250);
  }
  await page.locator('.map-card a').first().waitFor();
});

test('near me asks for the place, sorts by distance and can widen', { ...DESKTOP, geolocation: { latitude: 53.8, longitude: -1.549 }, permissions: ['geolocation'] }, async (page) => {
  await open(page, '/');
  await settled(page);
  await page.getByRole('button', { name: 'Near me' }).click();
  await page.waitForURL(/near=53.8,-1.549&radius_km=10&sort=distance/);
  await settled(page);
  await page.getByLabel('Distance').selectOption('25');
  await page.waitForURL(/radius_km=25/);
});

test('more artists are a real next page that also grows the list', DESKTOP, async (page) => {
  const { items, total } = await api('/v1/artists');
  if (total <= items.length) return;
  await open(page, '/');
  await settled(page);
  await page.getByRole('link', { name: 'More artists' }).click();
  await page.waitForURL(`${BASE}/?page=2`);
  await page.waitForFunction((least) => document.querySelectorAll('.grid h3').length > least, items.length);
  const grown = await names(page);
  await page.reload();
  await settled(page);
  assert.deepEqual(await names(page), grown);
});

test('no match offers the searches one step wider', DESKTOP, async (page) => {
  const { items: styles } = await api('/v1/styles');
  await open(page, `/?q=zzqxjv&style=${styles[0].slug}`);
  await page.getByRole('heading', { name: 'Nobody here yet.' }).waitFor();
  await page.getByRole('link', { name: /Without “zzqxjv”/ }).click();
  await page.waitForURL(`${BASE}/?style=${styles[0].slug}`);
});

test('on a phone the filters are a sheet that says how many artists it leaves', PHONE, async (page) => {
  const { items: styles } = await api('/v1/styles');
  await open(page, '/');
  await settled(page);
  await page.getByRole('button', { name: 'Filters' }).click();
  const sheet = page.getByRole('dialog', { name: 'Filters' });
  await sheet.getByRole('checkbox', { name: new RegExp(`^${styles[0].name}`) }).check();
  await page.waitForURL(/style=/);
  await sheet.getByRole('button', { name: /^Show \d+ artists?$/ }).click();
  await sheet.waitFor({ state: 'hidden' });
});

test('a removal request names what is missing, then gives a ticket and a status page', DESKTOP, async (page) => {
  await open(page, '/removal?profile=browser.test.nobody');
  assert.equal(await page.getByLabel('Profile').inputValue(), 'browser.test.nobody');
  await page.getByRole('button', { name: 'Ask for removal' }).click();
  const summary = page.getByRole('alert');
  await summary.waitFor();
  assert.equal(await summary.getByRole('link').count(), 3);
  assert.equal(await page.getByLabel('Your e-mail address').getAttribute('aria-invalid'), 'true');
  await page.getByLabel('Your e-mail address').fill('browser-test@example.com');
  await page.getByLabel('Somebody else').check();
  await page.getByLabel('Reason').fill('A browser test asks for nobody to be removed.');
  await page.getByRole('button', { name: 'Ask for removal' }).click();
  await page.getByRole('heading', { name: 'Your request is with us.' }).waitFor();
  const ticket = await page.locator('.ticket').textContent();
  await page.getByRole('link', { name: 'Follow the request' }).click();
  await page.waitForURL(`${BASE}/removal/${ticket}`);
  await page.locator('.steps').waitFor();
});

test('what the API refuses is shown beside the field it names', DESKTOP, async (page) => {
  await open(page, '/removal');
  await page.getByLabel('Profile').fill('not a handle at all!');
  await page.getByLabel('Your e-mail address').fill('browser-test@example.com');
  await page.getByLabel('I am the artist').check();
  await page.getByLabel('Reason').fill('A browser test with a bad handle.');
  await page.getByRole('button', { name: 'Ask for removal' }).click();
  await page.locator('#profile-wrong').waitFor();
});

test('A53 an unknown artist is a not-found page with its status and a way back', DESKTOP, async (page) => {
  const response = await open(page, '/artists/ar_00000000000000000000000000000000');
  assert.equal(response.status(), 404);
  await page.getByRole('heading', { name: 'No artist has this address.' }).waitFor();
  await page.getByRole('link', { name: 'Search the artists' }).click();
  await page.waitForURL(`${BASE}/`);
});

test('A53 an unknown page is a not-found page with its status', DESKTOP, async (page) => {
  const response = await open(page, '/no-such-page');
  assert.equal(response.status(), 404);
  await page.getByRole('link', { name: 'Search the artists' }).waitFor();
});

test('A53 a not-found page leads back without any script', { ...DESKTOP, javaScriptEnabled: false }, async (page) => {
  for (const path of ['/no-such-page', '/artists/ar_00000000000000000000000000000000']) {
    const response = await page.goto(BASE + path);
    assert.equal(response.status(), 404);
    assert.equal(await page.getByRole('link', { name: 'Search the artists' }).getAttribute('href'), '/');
  }
});

test('every page the footer leads to is there', DESKTOP, async (page) => {
  await open(page, '/faq');
  const paths = await page.locator('footer a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  assert.ok(paths.length >= 5);
  for (const path of paths) assert.equal((await open(page, path)).status(), 200, path);
});

test('the chosen theme stays, and is there before the first paint', { ...DESKTOP, colorScheme: 'light' }, async (page) => {
  await open(page, '/faq');
  await page.getByRole('button', { name: 'Use the dark theme' }).click();
  await page.reload();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(16, 17, 22)');
});
