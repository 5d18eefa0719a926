import { bundleContentType, bundleReportSchema, FaultError } from '@pingjia/shared';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { importBundle } from '../domain/bundles/import-bundle.ts';
import { requireViewer } from '../http/access.ts';
import { unwrap } from '../http/unwrap.ts';
import { okStatus } from '../http-status.ts';
import { errorResponses } from './error-responses.ts';

/** Largest bundle, bytes: some 10 million records; it is read as it arrives and never held whole. */
const maxBundleBytes = 4 * 1024 ** 3;

async function refuseTooLarge({ headers }: FastifyRequest): Promise<void> {
  if (Number(headers['content-length'] ?? 0) > maxBundleBytes) throw new FaultError('BODY_TOO_LARGE');
}

/** The same bytes; throws BODY_TOO_LARGE where they do not end. The framework limits only what it reads itself. */
async function* limited(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maxBundleBytes) throw new FaultError('BODY_TOO_LARGE');
    yield chunk;
  }
}

/** The same chunks, without an end to those that are left when nobody wants more. */
function endless(chunks: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) };
}

export function bundleRoutes(context: AppContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(bundleContentType, async (_request: unknown, body: AsyncIterable<Uint8Array>) => body);

    app.post(
      '/api/v1/bundles',
      {
        schema: {
          summary: 'Take in a bundle that a pad without a network wrote; the same bundle again changes nothing',
          tags: ['data'],
          security: [{ token: [] }, { session: [] }],
          consumes: [bundleContentType],
          body: z.custom<AsyncIterable<Uint8Array>>().describe('The .pjb file as it is'),
          response: { [okStatus]: bundleReportSchema, ...errorResponses },
        },
        // Who brings it proves nothing and need not: every frame is signed by its pad.
        onRequest: [requireViewer(context), refuseTooLarge],
        config: { unhurried: true },
      },
      async (request) => {
        const chunks = limited(request.body);
        const answer = await importBundle(context, endless(chunks));
        // A browser reads no answer before it has sent everything: what comes behind a refusal is let run out.
        while ((await chunks.next()).done !== true);
        return unwrap(answer);
      },
    );
  };
}
