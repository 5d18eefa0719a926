import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type BundleReport,
  bundleContentType,
  type DeviceItem,
  type ErrorCode,
  type EvaluationItem,
  type RemarkAnswer,
  remarkErasureRequestSchema,
  signInRequestSchema,
} from '@pingjia/shared';
import { sampleDiagnostics } from './sample-diagnostics.ts';
import { StandInLedger } from './ledger.ts';
import { serveFile } from './static-files.ts';

const users: readonly string[] = ['clerk', 'colleague'];

export interface StandInOptions {
  /** Folder of the built console. */
  readonly dist: string;
  readonly port?: number;
}

/** How the stand-in misbehaves on purpose. */
export interface Mischief {
  /** Refuses the event stream and cuts those that are open. */
  live: 'up' | 'down';
  /** Answers this instead of what was asked, but for signing in. */
  refuse: { readonly code: string; readonly status: number } | null;
  /** Answers something that is no answer of this contract. */
  garbage: boolean;
  /** Seconds that a failed sign-in has to wait; null where it is not throttled. */
  throttle: number | null;
}

/** The server's contract in memory, for the console's own tests and for looking at it: the users clerk and colleague, password correct. */
export class StandIn {
  readonly evaluations = new StandInLedger();
  readonly mischief: Mischief = { live: 'up', refuse: null, garbage: false, throttle: null };
  devices: DeviceItem[] = [];
  displayName = '王芳';
  #username = 'clerk';
  /** What becomes of the next bundle: a report, or the refusal's code. */
  bundle: BundleReport | ErrorCode = 'BUNDLE_MALFORMED';
  /** What was left on every evaluation that says so, and how often it was read. */
  remark: RemarkAnswer = { state: 'held', comment: null, phone: null };
  remarkReads = 0;
  /** Why remarks were erased. */
  readonly erasures: string[] = [];
  mayErase = true;
  /** The bundles that were brought. */
  readonly brought: string[] = [];
  readonly #dist: string;
  readonly #server: Server;
  readonly #streams = new Set<ServerResponse>();
  #session = 0;
  #reads = 0;

  private constructor(dist: string) {
    this.#dist = dist;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start({ dist, port = 0 }: StandInOptions): Promise<StandIn> {
    const standIn = new StandIn(dist);
    await new Promise<void>((done) => standIn.#server.listen(port, '127.0.0.1', done));
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many event streams are open. */
  get watchers(): number {
    return this.#streams.size;
  }

  /** How often the list of evaluations was read. */
  get reads(): number {
    return this.#reads;
  }

  /** New evaluations are accepted, and whoever watches is told. */
  accept(...items: readonly EvaluationItem[]): void {
    this.evaluations.add(...items);
    for (const stream of this.#streams) stream.write('event: accepted\ndata: {}\n\n');
  }

  cutLive(): void {
    this.mischief.live = 'down';
    for (const stream of this.#streams) stream.destroy();
  }

  endSessions(): void {
    this.#session = 0;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    if (!url.pathname.startsWith('/api/')) return serveFile(this.#dist, url.pathname, response);
    const isSession = url.pathname === '/api/v1/session';
    if (isSession && request.method === 'POST') return this.#signIn(await readBody(request), response);
    const { refuse: refusal, garbage } = this.mischief;
    if (refusal !== null) return refuse(response, refusal.status, refusal.code);
    if (this.#session === 0 || request.headers.cookie !== `session=${this.#session}`) {
      return refuse(response, 401, 'SESSION_EXPIRED' satisfies ErrorCode);
    }
    if (garbage) return send(response, 200, '<html>portal</html>', 'text/html');
    if (isSession && request.method === 'DELETE') {
      this.#session = 0;
      return void response.writeHead(204).end();
    }
    if (isSession) return sendJson(response, this.#who());
    if (url.pathname === '/api/v1/live') return this.#stream(response);
    if (url.pathname === '/api/v1/bundles') return this.#takeBundle(request, response);
    if (url.pathname.endsWith('/diagnostics')) return sendJson(response, sampleDiagnostics(url.pathname, this.devices));
    if (url.pathname.endsWith('/remark/erasure')) return this.#erase(await readBody(request), response);
    if (url.pathname.endsWith('/remark')) {
      this.remarkReads += 1;
      return sendJson(response, this.remark);
    }
    if (url.pathname === '/api/v1/devices') return sendJson(response, { items: this.devices, nextCursor: null });
    if (url.pathname !== '/api/v1/evaluations') return refuse(response, 404, 'NOT_FOUND' satisfies ErrorCode);
    this.#reads += 1;
    const page = this.evaluations.page(url.searchParams);
    return page === null ? refuse(response, 400, 'REQUEST_INVALID' satisfies ErrorCode) : sendJson(response, page);
  }

  async #takeBundle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers['content-type'] !== bundleContentType) return refuse(response, 415, 'UNSUPPORTED_MEDIA_TYPE');
    this.brought.push(await readBody(request));
    if (typeof this.bundle === 'string') return refuse(response, 422, this.bundle);
    sendJson(response, this.bundle);
  }

  #erase(body: string, response: ServerResponse): void {
    this.erasures.push(remarkErasureRequestSchema.parse(JSON.parse(body)).reason);
    this.remark = { state: 'erased', comment: null, phone: null };
    response.writeHead(204).end();
  }

  #signIn(body: string, response: ServerResponse): void {
    const { throttle } = this.mischief;
    if (throttle !== null) {
      response.setHeader('retry-after', String(throttle));
      return refuse(response, 429, 'SIGN_IN_THROTTLED' satisfies ErrorCode);
    }
    const { username, password } = signInRequestSchema.parse(JSON.parse(body));
    if (!users.includes(username) || password !== 'correct')
      return refuse(response, 401, 'SIGN_IN_FAILED' satisfies ErrorCode);
    this.#session += 1;
    this.#username = username;
    response.setHeader('set-cookie', `session=${this.#session}; HttpOnly; SameSite=Strict; Path=/`);
    sendJson(response, this.#who());
  }

  #who() {
    return { username: this.#username, displayName: this.displayName, mayErase: this.mayErase };
  }

  #stream(response: ServerResponse): void {
    if (this.mischief.live === 'down') return refuse(response, 503, 'SERVER_BUSY' satisfies ErrorCode);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(': hello\n\n');
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
  }
}

function sendJson(response: ServerResponse, body: unknown): void {
  send(response, 200, JSON.stringify(body), 'application/json');
}

function send(response: ServerResponse, status: number, body: string, type: string): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  const error = { code, message: code, requestId: 'req-1' };
  send(response, status, JSON.stringify({ error }), 'application/json');
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
