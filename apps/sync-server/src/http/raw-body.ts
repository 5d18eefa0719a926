import { attachmentContentType, batchContentType, batchLimits, FaultError, maxAttachmentBytes } from '@pingjia/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseJson } from '../platform/json.ts';

const jsonType = 'application/json';

/** In this scope bodies stay the bytes that were sent: a digest covers them as they are. */
export function keepRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(jsonType, { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) => body);
  for (const [type, bodyLimit] of [
    [batchContentType, batchLimits.compressedBytes],
    [attachmentContentType, maxAttachmentBytes],
  ] as const) {
    const parser = async (_request: FastifyRequest, body: Buffer) => body;
    app.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit }, parser);
  }
}

export function rawBody(request: FastifyRequest): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : new Uint8Array();
}

/** Replaces the raw body of a JSON route by its value, once the bytes have been verified. */
export function readJsonBody(request: FastifyRequest): void {
  requireForm(request, jsonType, undefined);
  const value = parseJson(rawBody(request));
  if (value === undefined) throw new FaultError('REQUEST_INVALID', 'body is not JSON');
  request.body = value;
}

/** Throws UNSUPPORTED_MEDIA_TYPE unless the body has this content type and encoding. */
export function requireForm(request: FastifyRequest, type: string, encoding: string | undefined): void {
  const given = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (given === type && request.headers['content-encoding'] === encoding) return;
  throw new FaultError('UNSUPPORTED_MEDIA_TYPE', encoding === undefined ? type : `${type}, ${encoding}`);
}
