import { basename, dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import { fault } from '@pingjia/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendFault } from './error-answers.ts';
import type { Metrics } from './metrics.ts';

/** Seconds. Files in assets/ carry a hash of their content in their names. */
const assetLifetime = 31_536_000;

/** Serves the built console at /; its own addresses all lead to its index.html. Without a folder everything unknown is NOT_FOUND. */
export async function serveConsole(app: FastifyInstance, folder: string | null, metrics: Metrics): Promise<void> {
  if (folder !== null) {
    await app.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      schemaHide: true,
      setHeaders(response, path) {
        const isAsset = basename(dirname(path)) === 'assets';
        response.header('cache-control', isAsset ? `public, max-age=${assetLifetime}, immutable` : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) =>
    folder !== null && wantsPage(request)
      ? reply.sendFile('index.html')
      : sendFault(metrics, request, reply, fault('NOT_FOUND')),
  );
}

function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && !url.startsWith('/api') && headers.accept?.includes('text/html') === true;
}
