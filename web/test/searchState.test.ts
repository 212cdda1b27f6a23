import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  apiAddress,
  changed,
  EMPTY,
  postcode,
  readSearch,
  searchAddress,
  type SearchState,
} from '../src/lib/searchState.ts';

const read = (address: string): SearchState => readSearch(new URL(address, 'http://localhost').searchParams);

/** A reproducible stream of numbers in [0, 1). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function anySearch(next: () => number): SearchState {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  const degrees = (limit: number): number => Math.round((next() * 2 - 1) * limit * 1000) / 1000;
  const styles = ['blackwork', 'fine-line', 'black-and-grey', 'dotwork'].filter(() => next() < 0.4);
  const near = next() < 0.4 ? { lat: degrees(90), lng: degrees(180) } : null;
  const south = degrees(89);
  const view = pick(['grid', 'map'] as const);
  return {
    q: pick(['', 'rose', 'Máire & Sons', '100% ink', 'a+b=c', '<b>"x"</b>', '和彫り', 'two  words', "o'hara, jr?#"]),
    styles,
    match: styles.length > 1 ? pick(['any', 'all'] as const) : 'any',
    location: pick(['', 'Leeds', 'Chapel Allerton', 'LS6 2AB']),
    near,
    radius: near ? pick([2, 5, 10, 25, 50, 12.5]) : 10,
    bbox: next() < 0.3 ? [degrees(180), south, degrees(180), Math.round(Math.min(90, south + 1) * 1000) / 1000] : null,
    sort: near ? pick(['relevance', 'distance', 'name', 'updated'] as const) : pick(['relevance', 'name', 'updated'] as const),
    view,
    page: view === 'grid' ? pick([1, 2, 7]) : 1,
  };
}

test('any search survives the way into its address and back', () => {
  const next = numbers(42);
  for (let round = 0; round < 5_000; round += 1) {
    const search = anySearch(next);
    const address = searchAddress(search);
    assert.deepEqual(read(address), search, address);
    assert.equal(searchAddress(read(address)), address);
  }
});

test('everything is the bare address', () => {
  assert.equal(searchAddress(EMPTY), '/');
  assert.deepEqual(read('/'), EMPTY);
  assert.equal(apiAddress(EMPTY, 1), '/v1/artists');
});

test('styles may be repeated or comma-separated, and count once', () => {
  assert.deepEqual(read('/?style=Blackwork&style=dotwork,blackwork').styles, ['blackwork', 'dotwork']);
});

test('"query" is understood as "q"', () => {
  assert.equal(read('/?query=rose').q, 'rose');
});

test('what an address cannot mean is left out and never sent to the API', () => {
  const search = read('/?near=here&radius_km=-4&bbox=1,2,3&sort=distance&page=-2&view=globe&style_match=all&unknown=1');
  assert.deepEqual(search, EMPTY);
  assert.deepEqual(read('/?near=91,0&bbox=0,10,1,5&page=1e9&radius_km=9'), EMPTY);
});

test('control characters and endless text do not reach the API', () => {
  assert.equal(read('/?q=a%00b%0Ac').q, 'a b c');
  assert.equal(read(`/?q=${'x'.repeat(500)}`).q.length, 100);
});

test('the API is asked in its own words, and never about the view', () => {
  const search = read('/?q=rose&style=a,b&style_match=all&near=53.8,-1.55&radius_km=5&sort=distance&view=map&page=3');
  const asked = '/v1/artists?q=rose&style=a,b&style_match=all&near=53.8,-1.55&radius_km=5&sort=distance&limit=50&page=2';
  assert.equal(apiAddress(search, 2, 50), asked);
});

test('a change starts again at the first page', () => {
  assert.equal(changed({ ...EMPTY, page: 4 }, { q: 'rose' }).page, 1);
  assert.equal(changed(EMPTY, { page: 4 }).page, 4);
});

test('an order or a match that no longer applies goes with what it applied to', () => {
  const near = read('/?near=53.8,-1.55&radius_km=25&sort=distance');
  assert.deepEqual(changed(near, { near: null }), EMPTY);
  const two = read('/?style=a,b&style_match=all');
  assert.equal(changed(two, { styles: ['a'] }).match, 'any');
});

test('a position is rounded to about a hundred metres before it can be shared', () => {
  assert.deepEqual(read('/?near=53.801277,-1.548567').near, { lat: 53.801, lng: -1.549 });
});

test('a postcode or an outcode is recognised, and a name is not', () => {
  assert.equal(postcode('ls1 4ap'), 'LS1 4AP');
  assert.equal(postcode(' LS14AP '), 'LS1 4AP');
  assert.equal(postcode('ec1a'), 'EC1A');
  for (const name of ['Leeds', 'rose 7', 'L', '7', 'anna1', '']) assert.equal(postcode(name), null, name);
});
