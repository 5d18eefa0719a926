import {
  acceptedHeader,
  attachmentContentType,
  attachmentResponseSchema,
  batchContentType,
  batchResponseSchema,
  deviceConfigurationSchema,
  deviceKeyRequestSchema,
  deviceKeyResponseSchema,
  FaultError,
  type Hash,
  hashSchema,
  handshakeRequestSchema,
  handshakeResponseSchema,
  hashesRequestSchema,
  hashesResponseSchema,
  uuidSchema,
} from '@pingjia/shared';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { takeAttachment } from '../domain/attachments/take-attachment.ts';
import { buildConfiguration } from '../domain/configuration/build-configuration.ts';
import { renewKey } from '../domain/device-keys/renew-key.ts';
import { answerHandshake } from '../domain/devices/handshake.ts';
import { acceptBatch } from '../domain/ingest/accept-batch.ts';
import { guardDevices } from '../http/device-scope.ts';
import { rawBody, readJsonBody, requireForm } from '../http/raw-body.ts';
import { unwrap } from '../http/unwrap.ts';
import { okStatus } from '../http-status.ts';
import { errorResponses } from './error-responses.ts';

const device = '/api/v1/devices/:deviceId';
const params = z.object({ deviceId: uuidSchema });
const common = { tags: ['devices'], security: [{ device: [] }], params };

export function deviceSyncRoutes(context: AppContext): FastifyPluginAsyncZod {
  return async (app) => {
    const scope = guardDevices(app, context, (request) => request.routeOptions.url === `${device}/handshake`);
    const readJson = async (request: Parameters<typeof readJsonBody>[0]) => readJsonBody(request);

    app.post(
      `${device}/handshake`,
      {
        schema: {
          ...common,
          summary: 'What the device has against what the server holds',
          body: handshakeRequestSchema,
          response: { [okStatus]: handshakeResponseSchema, ...errorResponses },
        },
        preValidation: readJson,
      },
      async (request) => {
        const sender = scope.deviceOf(request);
        const answer = await answerHandshake(context, sender, request.body);
        await scope.heard(sender, request.body.software);
        return answer;
      },
    );

    app.post(
      `${device}/hashes`,
      {
        schema: {
          ...common,
          summary: 'Hashes the server holds, to find where two branches part',
          body: hashesRequestSchema,
          response: { [okStatus]: hashesResponseSchema, ...errorResponses },
        },
        preValidation: readJson,
      },
      async (request) => {
        const { epoch, seqs } = request.body;
        const { deviceId } = scope.deviceOf(request);
        const held = await context.store.findHashes(deviceId, epoch, seqs);
        return { hashes: seqs.map((seq) => (held.get(seq)?.toString('base64url') ?? null) as Hash | null) };
      },
    );

    app.get(
      `${device}/configuration`,
      {
        schema: {
          ...common,
          summary: 'Everything the pad shows and decides by',
          response: { [okStatus]: deviceConfigurationSchema, ...errorResponses },
        },
      },
      async (request) => {
        const configuration = await buildConfiguration(context.store, scope.deviceOf(request));
        if (configuration === null) throw new FaultError('NOT_FOUND', 'the pad’s window is not known here');
        return configuration;
      },
    );

    app.post(
      `${device}/key`,
      {
        schema: {
          ...common,
          summary: 'A new key for the device, signed for by the old one',
          body: deviceKeyRequestSchema,
          response: { [okStatus]: deviceKeyResponseSchema, ...errorResponses },
        },
        preValidation: readJson,
      },
      async (request) => unwrap(await renewKey(context, scope.deviceOf(request), request.body)),
    );

    app.put(
      `${device}/attachments/:hash`,
      {
        schema: {
          ...common,
          params: params.extend({ hash: hashSchema }),
          summary: 'A sealed file that an accepted record names; the receipt is sent after it is durable',
          consumes: [attachmentContentType],
          body: z.instanceof(Uint8Array).describe('The sealed bytes as they are'),
          response: { [okStatus]: attachmentResponseSchema, ...errorResponses },
        },
        preValidation: async (request) => requireForm(request, attachmentContentType, undefined),
      },
      async (request) => {
        const sender = scope.deviceOf(request);
        const taken = await takeAttachment(context, sender.deviceId, request.params.hash, rawBody(request));
        await scope.heard(sender, null);
        return { receipt: unwrap(taken) };
      },
    );

    app.post(
      `${device}/batches`,
      {
        schema: {
          ...common,
          summary: 'Records of one epoch; the answer’s receipt is sent after they are durable',
          consumes: [batchContentType],
          body: z.instanceof(Uint8Array).describe('encodeBatch of the shared contract, gzip'),
          response: { [okStatus]: batchResponseSchema, ...errorResponses },
        },
        preValidation: async (request) => requireForm(request, batchContentType, 'gzip'),
      },
      async (request, reply) => {
        const sender = scope.deviceOf(request);
        const { accepted, ...answer } = unwrap(await acceptBatch(context, sender.deviceId, rawBody(request)));
        await scope.heard(sender, null);
        reply.header(acceptedHeader, accepted);
        return answer;
      },
    );
  };
}
