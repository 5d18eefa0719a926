import type { OpenStream } from './live-feed.ts';
import { EventScanner } from './event-scanner.ts';

/**
 * Server-sent events read by hand rather than by EventSource, which hides comments (the only sign of life of a quiet
 * server) and delivers named events only to who knows their names.
 */
export function eventStream(fetch: typeof globalThis.fetch, path: string): OpenStream {
  return ({ onOpen, onData, onEnd }) => {
    const abort = new AbortController();
    const read = async () => {
      const response = await fetch(path, {
        headers: { accept: 'text/event-stream' },
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
        signal: abort.signal,
      });
      const type = response.headers.get('content-type') ?? '';
      if (!response.ok || response.body === null || !type.startsWith('text/event-stream')) return;
      onOpen();
      const scanner = new EventScanner();
      const reader = response.body.getReader();
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        onData(scanner.scan(chunk.value) > 0);
      }
    };
    read()
      .catch(() => undefined)
      .finally(() => {
        if (!abort.signal.aborted) onEnd();
        abort.abort();
      });
    return { close: () => abort.abort() };
  };
}
