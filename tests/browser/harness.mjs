// A test registry that prints one line a test, and the helpers the journeys share.
import { AxeBuilder } from '@axe-core/playwright';
import { launch } from './browser.mjs';

export const BASE = (process.env.BASE_URL ?? 'http://localhost:5180').replace(/\/$/, '');
const PATIENCE_MS = 20_000;
const AT_ONCE = 2; // each has a context of its own, and what they change concerns no other

const tests = [];

/** Register a test. `context` are Playwright's context options. */
export function test(name, context, run) {
  tests.push({ name, context, run });
}

export async function api(path) {
  const response = await fetch(BASE + path, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

export async function open(page, path) {
  const response = await page.goto(BASE + path, { waitUntil: 'load' });
  await page.locator('main h1').first().waitFor();
  return response;
}

/** The search page has its answer. */
export async function settled(page) {
  await page.locator('.results[aria-busy="false"] .tally strong').waitFor();
}

export async function axe(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  return violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].target.join(' ')} ${nodes[0].any[0]?.message ?? ''}`);
}

async function attempt(browser, { context, run }) {
  const session = await browser.newContext({ reducedMotion: 'reduce', ...context });
  session.setDefaultTimeout(PATIENCE_MS);
  const page = await session.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && !/status of (400|404|410)/.test(message.text()) && complaints.push(`console: ${message.text()}`));
  try {
    await run(page);
    if (complaints.length) throw new Error(complaints.join('\n'));
  } finally {
    await session.close();
  }
}

export async function runAll(only) {
  const browser = await launch();
  const count = { passed: 0, failed: 0 };
  const waiting = tests.filter(({ name }) => name.includes(only ?? ''));
  const work = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      try {
        await attempt(browser, one);
        count.passed += 1;
        console.log(`ok    ${one.name}`);
      } catch (error) {
        count.failed += 1;
        console.log(`FAIL  ${one.name}\n      ${String(error.message).replaceAll('\n', '\n      ')}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await browser.close();
  console.log(`${count.passed} passed, ${count.failed} failed`);
  return count.failed || !count.passed ? 1 : 0;
}
