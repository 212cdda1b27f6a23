import { useEffect, useRef, useState } from 'react';
import { forget, get, Problem, remembered } from './api.ts';

export interface Resource<T> {
  /** The answer; while another address loads, the previous answer stays. */
  data: T | undefined;
  problem: Problem | undefined;
  loading: boolean;
  /** Ask again; what is on screen stays until the answer comes. */
  retry: () => void;
}

/** Load one or more API addresses together. An empty list loads nothing. */
export function useResources<T>(urls: string[]): Resource<T[]> {
  const key = urls.join(' ');
  const [attempt, setAttempt] = useState(0);
  const [settled, setSettled] = useState(() => fromMemory<T>(urls));
  const last = useRef<T[]>(undefined);

  useEffect(() => {
    if (!key) return;
    const known = fromMemory<T>(key.split(' '));
    if (known.data) {
      setSettled(known);
      return;
    }
    const aborter = new AbortController();
    Promise.all(key.split(' ').map((url) => get<T>(url, aborter.signal))).then(
      (data) => !aborter.signal.aborted && setSettled({ key, data }),
      (error: unknown) => {
        if (!aborter.signal.aborted) setSettled({ key, problem: error instanceof Problem ? error : new Problem(0, {}) });
      },
    );
    return () => aborter.abort();
  }, [key, attempt]);

  const current = settled.key === key ? settled : fromMemory<T>(urls);
  const isSettled = Boolean(current.data ?? current.problem);
  if (current.data) last.current = current.data;
  return {
    data: current.problem ? undefined : (current.data ?? last.current),
    problem: current.problem,
    loading: Boolean(key) && !isSettled,
    retry: () => {
      urls.forEach(forget);
      setSettled({ key: '' });
      setAttempt((count) => count + 1);
    },
  };
}

/** Load one API address; null loads nothing. */
export function useResource<T>(url: string | null): Resource<T> {
  const { data, ...rest } = useResources<T>(url ? [url] : []);
  return { ...rest, data: data?.[0] };
}

interface Settled<T> {
  key: string;
  data?: T[];
  problem?: Problem;
}

function fromMemory<T>(urls: string[]): Settled<T> {
  const known = urls.map((url) => remembered<T>(url));
  const complete = urls.length > 0 && known.every((value) => value !== undefined);
  return complete ? { key: urls.join(' '), data: known as T[] } : { key: '' };
}

/** True once `active` has lasted: what loads at once shows no skeleton. */
export function useLasting(active: boolean, milliseconds = 150): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!active) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), milliseconds);
    return () => clearTimeout(timer);
  }, [active, milliseconds]);
  return active && lasting;
}
