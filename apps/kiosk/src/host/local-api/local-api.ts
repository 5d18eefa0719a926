import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { err, fault, type Fault, ok, type Result, uuidSchema } from '@pingjia/shared';
import { z } from 'zod';
import type { Host } from '../host.ts';
import { bundleRoutes } from './bundle-routes.ts';
import { padRoutes } from './pad-routes.ts';
import { remarkRoutes } from './remark-routes.ts';
import { readJson } from './read-json.ts';
import { withBody } from './with-body.ts';

/** Largest body of a local call, bytes. */
const maxBody = 16 * 1024;

const armSchema = z.object({
  by: z.enum(['staff', 'queue']),
  staffId: uuidSchema.optional(),
  ticket: z.string().min(1).max(20).optional(),
  itemCode: z.string().min(1).max(64).optional(),
});
const dutySchema = z.object({ staffId: uuidSchema, by: z.enum(['staff', 'queue']).default('staff') });

/** `id`: what stands in the place of `{id}` in its path. */
type Route = (host: Host, body: unknown, id: string) => Promise<Result<unknown>>;

/**
 * What the staff PC and the queue system call on this machine, as JSON over loopback with a bearer token:
 * arm a session, call it off, sign staff in and out, close the window for a moment, read the status, set up pads.
 */
const routes: Readonly<Record<string, Route>> = {
  'POST /local/v1/sessions': (host, body) =>
    withBody(armSchema, body, ({ by, ...context }) => host.session.arm(by, defined(context))),
  'DELETE /local/v1/sessions/current': (host) => host.session.cancel(),
  'POST /local/v1/duty': (host, body) => withBody(dutySchema, body, ({ staffId, by }) => host.signIn(staffId, by)),
  'DELETE /local/v1/duty': (host) => host.signOut(),
  'POST /local/v1/pause': (host) => host.session.pause(),
  'DELETE /local/v1/pause': (host) => host.session.resume(),
  ...padRoutes,
  ...remarkRoutes,
  ...bundleRoutes,
  'GET /local/v1/status': async (host) => ok({ ...host.status(), view: host.session.view() }),
};

/** Answers requests below /local/; false for any other. The caller has bound the server to loopback. */
export function createLocalApi(host: Host, token: string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (!path.startsWith('/local/')) return false;
    const result = await handle(host, token, `${request.method} ${path}`, request);
    const { status, body } = result.ok ? { status: 200, body: result.value ?? {} } : refusal(result.error);
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(body));
    return true;
  };
}

async function handle(host: Host, token: string, name: string, request: IncomingMessage): Promise<Result<unknown>> {
  if (!isToken(request.headers.authorization, token)) return err(fault('LOCAL_TOKEN_INVALID'));
  const { pattern, id } = placeholder(name);
  const route = Object.hasOwn(routes, pattern) ? routes[pattern] : undefined;
  if (route === undefined) return err(fault('NOT_FOUND', name));
  const body = await readJson(request, maxBody);
  return body.ok ? route(host, body.value, id) : body;
}

/** `POST /local/v1/pads/x%3A1/learn` → the route's pattern with `{id}`, and `x:1`. */
function placeholder(name: string): { readonly pattern: string; readonly id: string } {
  const [, before, text = '', after] = /^(\S+ \/local\/v1\/pads\/)([^/]+)(\/.*)$/.exec(name) ?? [];
  if (before === undefined) return { pattern: name, id: '' };
  try {
    return { pattern: `${before}{id}${after}`, id: decodeURIComponent(text) };
  } catch {
    return { pattern: name, id: '' };
  }
}

function refusal(found: Fault) {
  const statuses: Partial<Record<Fault['code'], number>> = {
    LOCAL_TOKEN_INVALID: 401,
    NOT_FOUND: 404,
    BODY_TOO_LARGE: 413,
    REQUEST_INVALID: 400,
    PAD_ADDRESS_INVALID: 400,
    PAD_NOT_FOUND: 409,
    SETUP_DAMAGED: 409,
    REMARK_INVALID: 400,
    REMARK_MISPLACED: 409,
    BUNDLE_KEY_MISSING: 409,
    BUNDLE_TARGET_UNUSABLE: 409,
    BUNDLE_TARGET_FULL: 409,
    BUNDLE_TARGET_GONE: 409,
    BUNDLE_RECEIPT_INVALID: 400,
    BUNDLE_RECEIPT_FOREIGN: 409,
  };
  return { status: statuses[found.code] ?? 503, body: { error: found } };
}

function isToken(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as never;
}
