import { useSyncExternalStore } from 'react';

const reduced = globalThis.matchMedia('(prefers-reduced-motion: reduce)');

/** Whether the person asked their system for less motion; follows a change. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (listener) => {
      reduced.addEventListener('change', listener);
      return () => reduced.removeEventListener('change', listener);
    },
    () => reduced.matches,
  );
}
