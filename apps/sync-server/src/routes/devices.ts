import { deviceDiagnosticsSchema, devicePageSchema, deviceQuerySchema, FaultError, uuidSchema } from '@pingjia/shared';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { devicePage } from '../domain/devices/device-page.ts';
import { diagnose } from '../domain/devices/diagnostics.ts';
import { revoke } from '../domain/devices/revoke.ts';
import { requireToken, requireViewer } from '../http/access.ts';
import { unwrap } from '../http/unwrap.ts';
import { emptyStatus, okStatus } from '../http-status.ts';
import { errorResponses } from './error-responses.ts';

export function deviceRoutes(context: AppContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/v1/devices',
      {
        schema: {
          summary: 'Devices with their health',
          tags: ['data'],
          security: [{ token: [] }, { session: [] }],
          querystring: deviceQuerySchema,
          response: { [okStatus]: devicePageSchema, ...errorResponses },
        },
        onRequest: requireViewer(context),
      },
      async (request) => unwrap(await devicePage(context, request.query)),
    );

    app.get(
      '/api/v1/devices/:deviceId/diagnostics',
      {
        schema: {
          summary: 'Records that are not counted and why, gaps, and what is known of the device’s clocks',
          tags: ['data'],
          security: [{ token: [] }, { session: [] }],
          params: z.object({ deviceId: uuidSchema }),
          response: { [okStatus]: deviceDiagnosticsSchema, ...errorResponses },
        },
        onRequest: requireViewer(context),
      },
      async (request) => unwrap(await diagnose(context, request.params.deviceId)),
    );

    app.post(
      '/api/v1/devices/:deviceId/revocation',
      {
        schema: {
          summary: 'Revoke a device: from its next request on nothing of it is accepted',
          tags: ['administration'],
          security: [{ token: [] }],
          params: z.object({ deviceId: uuidSchema }),
          response: { [emptyStatus]: z.undefined().describe('Revoked'), ...errorResponses },
        },
        onRequest: requireToken(context),
      },
      async (request, reply) => {
        if (!(await revoke(context, request.params.deviceId))) throw new FaultError('NOT_FOUND', 'device');
        return reply.code(emptyStatus).send();
      },
    );
  };
}
