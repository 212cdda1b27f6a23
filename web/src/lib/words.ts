// How figures, dates and lists read.

const figures = new Intl.NumberFormat('en-GB');
const dates = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const moments = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });
const lists = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const eithers = new Intl.ListFormat('en-GB', { type: 'disjunction' });

export const figure = (value: number): string => figures.format(value);
export const count = (value: number, one: string, many = `${one}s`): string => `${figure(value)} ${value === 1 ? one : many}`;
export const day = (iso: string): string => dates.format(new Date(iso));
export const moment = (iso: string): string => moments.format(new Date(iso));
export const both = (words: string[]): string => lists.format(words);
export const either = (words: string[]): string => eithers.format(words);

export function distance(kilometres: number): string {
  if (kilometres < 0.95) return `${Math.max(50, Math.round(kilometres * 20) * 50)} m`;
  return `${kilometres < 9.95 ? kilometres.toFixed(1) : Math.round(kilometres)} km`;
}

/** "black-and-grey" as people read it, for a slug whose name is not at hand. */
export function styleName(slug: string): string {
  const words = slug.replaceAll('-', ' ');
  return known.get(slug) ?? words.charAt(0).toUpperCase() + words.slice(1);
}

const known = new Map([
  ['neo-traditional', 'Neo-traditional'],
  ['black-and-grey', 'Black & grey'],
  ['micro-realism', 'Micro-realism'],
  ['cover-up', 'Cover-up'],
]);
