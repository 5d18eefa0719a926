import { bundleContentType, bundleReportSchema } from '@pingjia/shared';
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

export function bundleRoutes(context: AppContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(bundleContentType, async (_request: unknown, body: AsyncIterable<Uint8Array>) => body);

    app.post(
      '/api/v1/bundles',
      {
        bodyLimit: maxBundleBytes,
        schema: {
          summary: 'Take in a bundle that a pad without a network wrote; the same bundle again changes nothing',
          tags: ['data'],
          security: [{ token: [] }, { session: [] }],
          consumes: [bundleContentType],
          body: z.custom<AsyncIterable<Uint8Array>>().describe('The .pjb file as it is'),
          response: { [okStatus]: bundleReportSchema, ...errorResponses },
        },
        // Who brings it proves nothing and need not: every frame is signed by its pad.
        onRequest: requireViewer(context),
      },
      async (request) => unwrap(await importBundle(context, request.body)),
    );
  };
}
