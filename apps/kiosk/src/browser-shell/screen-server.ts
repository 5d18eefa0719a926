import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Fault, fault, maxBridgeMessageBytes } from '@pingjia/shared';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import type { ScreenHub } from '../host/bridge/screen-hub.ts';
import { readJson } from '../host/local-api/read-json.ts';
import { cookieName, type ScreenSessionOptions, ScreenSessions } from './screen-sessions.ts';
import { createWebSocketScreen } from './web-socket-screen.ts';

export interface ScreenServerOptions {
  readonly hub: ScreenHub;
  readonly sessions: Omit<ScreenSessionOptions, 'isConnected'>;
  /** Folder of the built renderer. */
  readonly rendererFolder: string;
  /** Loopback port; 0 for any. */
  readonly port: number;
  readonly localApi: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
  /** The link in use was taken: this is the next one. */
  readonly onLink: (url: string) => void;
}

export interface ScreenServer {
  /** Open this to see the screen; works once. */
  readonly link: string;
  readonly origin: string;
  close(): Promise<void>;
}

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/** Largest body of an exchange, bytes. */
const maxBody = 4_096;

const tokenSchema = z.object({ token: z.string().max(200) });

/** Serves the renderer and the bridge to a browser on this machine; nobody else can connect to it. */
export async function startScreenServer(options: ScreenServerOptions): Promise<ScreenServer> {
  const { hub, rendererFolder, localApi, onLink } = options;
  const sessions = new ScreenSessions({ ...options.sessions, isConnected: () => hub.connected });
  const files = sirv(rendererFolder, { etag: true, setHeaders: (response) => secure(response) });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxBridgeMessageBytes });
  // A client that hangs up in the middle of its words ends its own request and nothing else.
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  const origin = await listen(server, options.port);
  const link = () => `${origin}/?token=${sessions.issueToken()}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOurs(request, origin)) return refuse(response, 403, fault('NOT_FOUND', 'another host name'));
    if (await localApi(request, response)) return;
    if (request.method === 'POST' && request.url === '/screen-session') return exchange(request, response);
    files(request, response, () => refuse(response, 404, fault('NOT_FOUND')));
  }

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readJson(request, maxBody);
    const token = tokenSchema.safeParse(body.ok ? body.value : null).data?.token ?? '';
    const exchanged = request.headers.origin === origin ? sessions.exchange(token) : null;
    if (exchanged === null) return refuse(response, 403, fault('SCREEN_TOKEN_INVALID'));
    if (!exchanged.ok) return refuse(response, 403, exchanged.error);
    response.writeHead(204, { 'set-cookie': `${cookieName}=${exchanged.value}; HttpOnly; SameSite=Strict; Path=/` });
    response.end();
    onLink(link());
  }

  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const screen = createWebSocketScreen(webSocket);
      const admitted =
        request.headers.origin === origin && request.url === '/bridge' && sessions.admits(request.headers.cookie);
      if (admitted) return hub.attach(screen);
      screen.send(JSON.stringify({ type: 'goodbye', fault: fault('SCREEN_TOKEN_INVALID') }));
      screen.close();
    });
  });

  return {
    link: link(),
    origin,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A page elsewhere that names this port by another host name is not this screen (DNS rebinding). */
function isOurs(request: IncomingMessage, origin: string): boolean {
  const port = new URL(origin).port;
  return request.headers.host === `127.0.0.1:${port}` || request.headers.host === `localhost:${port}`;
}

function secure(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
}

function refuse(response: ServerResponse, status: number, why: Fault): void {
  secure(response);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { ...why, message: why.code, requestId: '-' } }));
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}
