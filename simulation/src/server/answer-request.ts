import {
  deviceKeyRequestSchema,
  type ErrorCode,
  enrollmentRequestSchema,
  err,
  errorTable,
  fault,
  handshakeRequestSchema,
  hashSchema,
  hashesRequestSchema,
  nonceHeader,
  ok,
  parseJson,
  type Result,
} from '@pingjia/shared';
import type { HttpRequest, HttpResponse } from '@pingjia/kiosk/host/sync/http-port';
import { buildConfiguration } from '@pingjia/sync-server/domain/configuration/build-configuration';
import { takeAttachment } from '@pingjia/sync-server/domain/attachments/take-attachment';
import { authenticateDevice } from '@pingjia/sync-server/domain/device-auth/authenticate-device';
import type { DeviceRequest } from '@pingjia/sync-server/domain/device-auth/signed-request';
import { renewKey } from '@pingjia/sync-server/domain/device-keys/renew-key';
import { answerHandshake } from '@pingjia/sync-server/domain/devices/handshake';
import { enroll } from '@pingjia/sync-server/domain/enrollment/enroll';
import { issueNonce } from '@pingjia/sync-server/domain/freshness/nonce';
import { acceptInflated } from '@pingjia/sync-server/domain/ingest/accept-batch';
import type { SyncContext } from '@pingjia/sync-server/sync-context';

/** Answers what a device asks as the server's routes do, without HTTP around it; batches travel unpacked. */
export async function answerRequest(context: SyncContext, request: HttpRequest): Promise<HttpResponse> {
  const answer = await route(context, {
    method: request.method,
    target: new URL(request.url).pathname,
    headers: { ...request.headers },
    body: request.body ?? new Uint8Array(),
  });
  const nonce = issueNonce(context.keys.nonceSecret, context.clock.wall());
  const body = answer.ok ? answer.value : errorBody(answer.error.code, answer.error.detail);
  return {
    status: answer.ok ? 200 : 400,
    header: (name) => (name === nonceHeader ? nonce : undefined),
    body: Buffer.from(JSON.stringify(body)),
  };
}

/** What a server answers that found a bug in itself. */
export const brokenAnswer: HttpResponse = {
  status: 500,
  header: () => undefined,
  body: Buffer.from(JSON.stringify(errorBody('INTERNAL', undefined))),
};

async function route(context: SyncContext, request: DeviceRequest): Promise<Result<unknown>> {
  const json = parseJson(Buffer.from(request.body).toString('utf8'));
  if (request.target === '/api/v1/enrollments') {
    const body = enrollmentRequestSchema.safeParse(json);
    return body.success ? enroll(context, request, body.data) : err(fault('REQUEST_INVALID'));
  }
  const [, deviceId = '', what = '', name] =
    /^\/api\/v1\/devices\/([^/]+)\/([a-z]+)(?:\/([^/]+))?$/.exec(request.target) ?? [];
  const sender = await authenticateDevice(context, deviceId, request, what === 'handshake');
  if (!sender.ok) return sender;
  switch (what) {
    case 'handshake': {
      const body = handshakeRequestSchema.safeParse(json);
      return body.success ? ok(await answerHandshake(context, sender.value, body.data)) : err(fault('REQUEST_INVALID'));
    }
    case 'hashes': {
      const body = hashesRequestSchema.safeParse(json);
      if (!body.success) return err(fault('REQUEST_INVALID'));
      const held = await context.store.findHashes(deviceId, body.data.epoch, body.data.seqs);
      return ok({ hashes: body.data.seqs.map((seq) => held.get(seq)?.toString('base64url') ?? null) });
    }
    case 'configuration': {
      const configuration = await buildConfiguration(context.store, sender.value);
      return configuration === null ? err(fault('NOT_FOUND')) : ok(configuration);
    }
    case 'key': {
      const body = deviceKeyRequestSchema.safeParse(json);
      return body.success ? renewKey(context, sender.value, body.data) : err(fault('REQUEST_INVALID'));
    }
    case 'attachments': {
      const hash = hashSchema.safeParse(name);
      if (!hash.success) return err(fault('REQUEST_INVALID'));
      const taken = await takeAttachment(context, deviceId, hash.data, request.body);
      return taken.ok ? ok({ receipt: taken.value }) : taken;
    }
    case 'batches':
      return acceptInflated(context, deviceId, request.body);
    default:
      return err(fault('NOT_FOUND'));
  }
}

function errorBody(code: ErrorCode, detail: string | undefined) {
  const { means: message } = errorTable[code];
  return { error: { code, message, ...(detail === undefined ? {} : { detail }), requestId: 'simulated' } };
}
