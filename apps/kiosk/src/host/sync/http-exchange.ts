import { type Agent, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type Clock, err, type Fault, fault, ok, type Result } from '@pingjia/shared';
import type { HttpRequest, HttpResponse } from './http-port.ts';
import { Patience, patienceTimes } from './patience.ts';
import type { ShownKeys } from './server-pins.ts';
import { whenConnected } from './when-connected.ts';

/** Largest answer that is read, bytes: a configuration with every item of a province is far smaller. */
const maxAnswer = 16 * 1024 * 1024;

export interface Via {
  readonly agent: Agent;
  readonly clock: Clock;
  /** Ends the request. */
  readonly signal: AbortSignal;
  readonly shown: ShownKeys;
}

export interface Exchanged {
  readonly result: Result<HttpResponse>;
  /** It failed as a kept connection does that died unnoticed: a new one may serve. */
  readonly repeatable: boolean;
}

/**
 * One request and its answer on one connection of the agent's. Nothing, headers included, is sent before the connection
 * stands and, where keys are pinned, before the server has shown one of them. A redirect is an answer: a portal is not the server.
 */
export function exchange(
  { method, url, headers, body, pins = [], release }: HttpRequest,
  { agent, clock, signal, shown }: Via,
): Promise<Exchanged> {
  return new Promise((resolve) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const length = body === null ? {} : { 'content-length': body.length };
    const sending = send(url, { method, headers: { ...headers, ...length }, agent, signal });
    let held = release !== undefined;
    let answered = false;
    const end = (result: Result<HttpResponse>, mayRepeat = false) => {
      patience.end();
      resolve({ result, repeatable: mayRepeat && sending.reusedSocket && !held && !signal.aborted });
    };
    const fail = (found: Fault) => {
      end(err(found), true);
      sending.destroy();
    };
    const failFor = (error: NodeJS.ErrnoException) => fail(unreachable(error.code ?? error.name));
    const patience = new Patience(clock, () => fail(unreachable('ETIMEDOUT')));
    const finish = (rest: Uint8Array | null) => {
      held = false;
      patience.allow(patienceTimes.answer);
      patience.credit(body?.length ?? 0);
      sending.end(rest ?? undefined);
    };

    patience.allow(patienceTimes.connect);
    sending.on('error', failFor);
    sending.on('close', () => answered || fail(unreachable('ECONNRESET')));
    sending.on('response', (response) => {
      answered = true;
      readCapped(response, (bytes) => patience.credit(bytes)).then((bytes) => {
        if (bytes === null) end(err(unreachable('TOO_LARGE')));
        else end(ok({ status: response.statusCode ?? 0, header: (name) => headerOf(response, name), body: bytes }));
      }, failFor);
    });
    whenConnected(sending, (socket) => {
      if (pins.length > 0 && !shown.isOneOf(pins, socket)) return fail(fault('SERVER_PIN_MISMATCH'));
      if (release === undefined || body === null) return finish(body);
      // Whoever keeps it back decides for how long.
      patience.end();
      sending.write(body.subarray(0, -1));
      void release.then((isWanted) => isWanted && finish(body.subarray(-1)));
    });
    void release?.then((isWanted) => isWanted || fail(unreachable('ECANCELED')));
  });
}

/** The whole body; null where it is larger than any answer of a server. */
async function readCapped(response: IncomingMessage, onBytes: (bytes: number) => void): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    onBytes(chunk.length);
    size += chunk.length;
    if (size > maxAnswer) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function headerOf(response: IncomingMessage, name: string): string | undefined {
  const value = response.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function unreachable(detail: string): Fault {
  return fault('SERVER_UNREACHABLE', detail);
}
