import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { useServices } from '../services.tsx';
import { coalesce } from './coalesce.ts';
import { liveDelays } from './live-delays.ts';
import type { LiveState } from './live-feed.ts';

export function useLiveState(): LiveState {
  const { live } = useServices();
  return useSyncExternalStore(
    (listener) => live.subscribe(listener),
    () => live.state,
  );
}

/** Runs `refresh` at once and whenever something may have changed, at most once in `gap` milliseconds; repeats it where it rejects. */
export function useLiveRefresh(refresh: () => Promise<unknown>, gap: number): void {
  const { live, clock } = useServices();
  const latest = useEffectEvent(refresh);
  useEffect(() => {
    const { request, stop } = coalesce(clock, { gap, retry: liveDelays.poll }, () => latest());
    request();
    const unsubscribe = live.onChange(request);
    return () => {
      unsubscribe();
      stop();
    };
  }, [live, clock, gap]);
}

/** Keeps the feed running while this is shown and the page is visible: hidden tabs would use up the browser's connections. */
export function useLiveWhileVisible(): void {
  const { live } = useServices();
  useEffect(() => {
    const follow = () => {
      if (document.visibilityState === 'visible') live.start();
      else live.pause();
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      live.pause();
    };
  }, [live]);
}
