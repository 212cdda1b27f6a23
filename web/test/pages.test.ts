import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

test('the pages that the edge knows are the pages that the application draws', () => {
  const drawn = [...read('../src/main.tsx').matchAll(/<Route path="([^"]+)"/g)].map(([, path]) => path);
  const byTheDirectory = '/artists/:id'; // profile-api answers with its real status
  assert.deepEqual(drawn.filter((path) => path !== '*' && path !== byTheDirectory).sort(), (JSON.parse(read('../pages.json')) as string[]).sort());
});
