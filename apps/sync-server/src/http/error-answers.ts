import type { Socket } from 'node:net';
import { type ErrorBody, errorTable, type Fault, fault } from '@pingjia/shared';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { httpStatus } from '../http-status.ts';
import type { Metrics } from './metrics.ts';
import { requestFault } from './request-fault.ts';

/** Seconds after which a busy server is worth another try. */
const busyRetry = 1;

export function errorBody({ code, detail }: Fault, requestId: string): ErrorBody {
  const { means: message } = errorTable[code];
  return { error: { code, message, ...(detail === undefined ? {} : { detail }), requestId } };
}

/** Gives every failure of a request the one form of an error answer. */
export function answerErrors(app: FastifyInstance, metrics: Metrics): void {
  app.setErrorHandler((error, request, reply) => sendError(metrics, request, reply, error));
}

export function sendError(
  metrics: Metrics,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): FastifyReply {
  const expected = refine(requestFault(error), request);
  if (expected === null) request.log.error({ err: error }, 'unexpected failure');
  return sendFault(metrics, request, reply, expected ?? fault('INTERNAL'));
}

export function sendFault(
  metrics: Metrics,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Fault,
): FastifyReply {
  metrics.refusals.inc({ code: refusal.code });
  request.log.info({ code: refusal.code }, 'refused');
  if (refusal.code === 'SERVER_BUSY') reply.header('retry-after', busyRetry);
  if (refusal.code === 'TOKEN_INVALID') reply.header('www-authenticate', 'Bearer');
  return reply.code(httpStatus(refusal.code)).type('application/json').send(errorBody(refusal, request.id));
}

/** On the address of batches, size is the batch's. */
function refine(refusal: Fault | null, request: FastifyRequest): Fault | null {
  const isBatch = request.routeOptions.url?.endsWith('/batches') === true;
  return refusal?.code === 'BODY_TOO_LARGE' && isBatch ? fault('BATCH_TOO_LARGE', 'compressed') : refusal;
}

/** What could not even be parsed as HTTP. Nothing of it is known, so it gets no request. */
export function answerBrokenHttp(requestId: () => string): (error: Error, socket: Socket) => void {
  return (error, socket) => {
    if (!socket.writable || ('code' in error && error.code === 'ECONNRESET')) {
      socket.destroy();
      return;
    }
    const body = JSON.stringify(errorBody(fault('REQUEST_INVALID', 'HTTP'), requestId()));
    const head = [
      `HTTP/1.1 ${httpStatus('REQUEST_INVALID')} Bad Request`,
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  };
}
