import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mistakes, refusals, type Request } from '../src/removal/fields.ts';

const GOOD: Request = { profile: '@moth.lamp', email: 'a@example.com', relation: 'self', reason: 'Please take me out.' };

test('a complete request has no mistakes', () => {
  assert.deepEqual(mistakes(GOOD), {});
});

test('each mistake names its own field', () => {
  assert.deepEqual(Object.keys(mistakes({ profile: ' ', email: 'a@b', relation: '', reason: 'too short' })), [
    'profile',
    'email',
    'relation',
    'reason',
  ]);
});

test('nine characters are too few and ten are enough, blanks round them not counted', () => {
  assert.ok(mistakes({ ...GOOD, reason: '   123456789   ' }).reason);
  assert.equal(mistakes({ ...GOOD, reason: '1234567890' }).reason, undefined);
});

test('what the API refuses stands beside the field it names, as a sentence', () => {
  const found = refusals([
    { name: 'email', reason: 'is not an e-mail address' },
    { name: 'elsewhere', reason: 'is unknown' },
  ]);
  assert.deepEqual(found, { email: 'Your e-mail address is not an e-mail address.' });
});
