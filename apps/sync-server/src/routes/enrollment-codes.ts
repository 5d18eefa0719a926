import { enrollmentCodeRequestSchema, enrollmentCodeResponseSchema, FaultError } from '@pingjia/shared';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { AppContext } from '../app-context.ts';
import { codeLifetime, hashEnrollmentCode, newEnrollmentCode } from '../domain/enrollment/enrollment-code.ts';
import { requireToken } from '../http/access.ts';
import { createdStatus } from '../http-status.ts';
import { windowBelongsTo } from '../store/configuration.ts';
import { findDevice } from '../store/devices.ts';
import { storeCode } from '../store/enrollment-codes.ts';
import { errorResponses } from './error-responses.ts';

export function enrollmentCodeRoutes({ db, clock }: AppContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/api/v1/enrollment-codes',
      {
        schema: {
          summary: 'A new one-time code that enrolls one pad for this window, or one known pad anew',
          tags: ['administration'],
          security: [{ token: [] }],
          body: enrollmentCodeRequestSchema,
          response: { [createdStatus]: enrollmentCodeResponseSchema, ...errorResponses },
        },
        onRequest: requireToken({ db }),
      },
      async (request, reply) => {
        const { siteId, windowId } = request.body;
        if (!(await windowBelongsTo(db, siteId, windowId)))
          throw new FaultError('NOT_FOUND', 'no such window at this site');
        const { deviceId } = request.body;
        if (deviceId !== undefined && (await findDevice(db, deviceId)) === null)
          throw new FaultError('NOT_FOUND', 'no such device');
        const code = newEnrollmentCode();
        const codeHash = hashEnrollmentCode(code);
        if (codeHash === null) throw new Error('a new code is no code');
        const expiresAt = clock.wall() + codeLifetime;
        await storeCode(db, codeHash, request.body, expiresAt);
        return reply.code(createdStatus).send({ code, expiresAt: new Date(expiresAt).toISOString() });
      },
    );
  };
}
