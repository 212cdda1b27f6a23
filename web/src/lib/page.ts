// What a page tells the world around it: the document's head, the one live region, focus and scroll.
import { useEffect, useLayoutEffect } from 'react';
import { useLocation, useNavigationType } from 'react-router';

export const SITE = 'Tattoo Artist Directory';

/** The search the visitor saw last: where a profile leads back to. */
export const lastSearch = { address: '/' };

interface Head {
  title: string;
  description?: string | undefined;
  /** Keep this page out of search engines. */
  hidden?: boolean;
  structured?: object | undefined;
}

function meta(attribute: 'name' | 'property', key: string, content: string | undefined): void {
  let element = document.head.querySelector<HTMLMetaElement>(`meta[${attribute}="${key}"]`);
  if (content === undefined) {
    element?.remove();
    return;
  }
  if (!element) {
    element = document.createElement('meta');
    element.setAttribute(attribute, key);
    document.head.append(element);
  }
  element.content = content;
}

function structuredData(data: string | undefined): void {
  document.getElementById('structured-data')?.remove();
  if (!data) return;
  const script = document.createElement('script');
  script.id = 'structured-data';
  script.type = 'application/ld+json';
  script.textContent = data;
  document.head.append(script);
}

function canonical(address: string): void {
  let link = document.head.querySelector<HTMLLinkElement>('link[rel="canonical"]');
  if (!link) {
    link = document.createElement('link');
    link.rel = 'canonical';
    document.head.append(link);
  }
  link.href = address;
}

/** The path whose head came complete with the HTML: a profile's, which profile-api describes to machines (adr/0014). */
let described = document.head.querySelector('link[rel="canonical"]') ? location.pathname : null;

/** Title, description, Open Graph, canonical address and JSON-LD of the page on screen. */
export function useHead({ title, description, hidden = false, structured }: Head): void {
  const data = structured && JSON.stringify(structured);
  useEffect(() => {
    document.title = title === SITE ? SITE : `${title} · ${SITE}`;
    if (described === location.pathname) return;
    described = null;
    const address = location.origin + location.pathname + location.search;
    meta('name', 'description', description);
    meta('name', 'robots', hidden ? 'noindex' : undefined);
    meta('property', 'og:title', title);
    meta('property', 'og:description', description);
    meta('property', 'og:type', 'website');
    meta('property', 'og:url', address);
    meta('property', 'og:site_name', SITE);
    meta('property', 'og:locale', 'en_GB');
    meta('property', 'og:image', undefined);
    meta('name', 'twitter:card', 'summary');
    canonical(address);
    structuredData(data);
  }, [title, description, hidden, data]);
}

/** Say something in the page's one polite live region. */
export function announce(message: string): void {
  const region = document.getElementById('announcements');
  if (region && region.textContent !== message) region.textContent = message;
}

const SCROLLS = 'scrolls';
const scrolls = new Map<string, number>(savedScrolls());

function savedScrolls(): [string, number][] {
  try {
    return JSON.parse(sessionStorage.getItem(SCROLLS) ?? '[]') as [string, number][];
  } catch {
    return [];
  }
}

window.addEventListener('pagehide', () => {
  try {
    sessionStorage.setItem(SCROLLS, JSON.stringify([...scrolls].slice(-50)));
  } catch {
    // Storage may be forbidden: a reload then starts at the top.
  }
});

/**
 * Back and forward return to where the page was; a new page starts at the top with the focus on its heading.
 * `ready`: the page's content is on screen, so its height is known.
 */
export function useArrival(ready: boolean): void {
  const { key, pathname } = useLocation();
  const how = useNavigationType();
  useLayoutEffect(() => {
    const remember = (): void => void scrolls.set(key, window.scrollY);
    window.addEventListener('scroll', remember, { passive: true });
    document.addEventListener('click', remember, true);
    return () => {
      window.removeEventListener('scroll', remember);
      document.removeEventListener('click', remember, true);
    };
  }, [key]);
  useLayoutEffect(() => {
    if (!ready) return;
    if (how === 'POP') {
      const top = scrolls.get(key);
      if (top !== undefined) window.scrollTo(0, top);
      return;
    }
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
    // A change of filters keeps its path, its place and its focus.
  }, [ready, pathname]);
}
