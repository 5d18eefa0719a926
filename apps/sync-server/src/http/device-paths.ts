import { nonceHeader } from '@pingjia/shared';
import type { FastifyInstance } from 'fastify';
import { issueNonce } from '../domain/freshness/nonce.ts';
import type { AppContext } from '../app-context.ts';

const prefixes = ['/api/v1/devices/', '/api/v1/enrollments'] as const;

/** Every answer to a device, refusals and unknown addresses included, carries the nonce for its next request. */
export function addNonces(app: FastifyInstance, { keys, clock }: Pick<AppContext, 'keys' | 'clock'>): void {
  app.addHook('onRequest', async (request, reply) => {
    const target = request.raw.url ?? '';
    if (!prefixes.some((prefix) => target.startsWith(prefix))) return;
    reply.header(nonceHeader, issueNonce(keys.nonceSecret, clock.wall()));
  });
}
