import { type Cancel, FaultError } from '@pingjia/shared';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { okStatus } from '../http-status.ts';
import { requireViewer } from '../http/access.ts';
import { securityHeaders } from '../http/security-headers.ts';
import { errorResponses } from './error-responses.ts';

/** Milliseconds between comments that keep proxies from closing a silent stream. */
const heartbeat = 15_000;
/** Bytes a slow reader may lag behind before its stream is closed; it connects again and reads the lists. */
const longestLag = 1024 * 1024;

/** Server-sent events: `accepted` and `device`, each with {"deviceId"}. They say that something changed, never what. */
export function liveRoutes(context: AppContext): FastifyPluginAsyncZod {
  const { live, clock } = context;
  const mayView = requireViewer(context);
  return async (app) => {
    const closers = new Set<() => void>();
    app.addHook('preClose', async () => {
      for (const close of closers) close();
    });
    app.get(
      '/api/v1/live',
      {
        schema: {
          summary: 'A stream of events: something was accepted, a device changed',
          tags: ['data'],
          security: [{ token: [] }, { session: [] }],
          response: { [okStatus]: { content: { 'text/event-stream': { schema: z.string() } } }, ...errorResponses },
        },
        onRequest: mayView,
      },
      (request, reply) => {
        reply.hijack();
        const { raw } = reply;
        raw.writeHead(okStatus, {
          ...securityHeaders,
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          connection: 'close',
        });
        const send = (text: string) => {
          if (raw.writableLength > longestLag) raw.destroy();
          else if (!raw.writableEnded) raw.write(text);
        };
        let beat: Cancel = () => undefined;
        const keepAlive = () => {
          if (raw.writableEnded || raw.destroyed) return;
          send(': \n\n');
          beat = clock.after(heartbeat, () => void stay().then(keepAlive, close));
        };
        const unwatch = live.watch(({ kind, deviceId }) =>
          send(`event: ${kind}\ndata: ${JSON.stringify({ deviceId })}\n\n`),
        );
        const close = () => raw.end();
        // Who has signed out or lost the token since hears no more; a database that is busy sends nobody away.
        const stay = () =>
          mayView(request).catch((error: unknown) => {
            if (error instanceof FaultError) throw error;
          });
        closers.add(close);
        keepAlive();
        raw.once('close', () => {
          closers.delete(close);
          unwatch();
          beat();
          request.log.debug('live stream ended');
        });
      },
    );
  };
}
