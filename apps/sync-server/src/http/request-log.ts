import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

/** One line a request: route pattern, status and time. Never addresses, bodies or queries: they may be personal. */
export function logRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'unknown';
    const status = reply.statusCode;
    metrics.requestSeconds.observe({ method, route, status }, reply.elapsedTime / 1_000);
    request.log.info({ method, route, status, milliseconds: Math.round(reply.elapsedTime) }, 'request');
  });
}
