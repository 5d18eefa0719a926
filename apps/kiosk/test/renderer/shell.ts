import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';
import { ScriptedHost } from '../../src/renderer/testing/scripted-host.ts';
import { systemClock } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { pagePolicy } from './page-server.ts';

export interface Shell {
  readonly address: string;
  readonly host: ScriptedHost;
  /** Tokens exchanged so far. */
  readonly exchanged: readonly string[];
  close(): Promise<void>;
}

/** A browser shell in miniature: the page, the exchange of its token for a cookie, and the bridge over a WebSocket. */
export async function startShell(folder: string, token: string): Promise<Shell> {
  const host = new ScriptedHost({ clock: systemClock, random: new SeededRandom(5) });
  const files = sirv(folder, { setHeaders: (response) => response.setHeader('content-security-policy', pagePolicy) });
  const exchanged: string[] = [];
  const session = randomUUID();
  let unspent: string | null = token;

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const offered: { readonly token?: unknown } = JSON.parse(body);
    exchanged.push(String(offered.token));
    if (offered.token !== unspent) {
      const error = { code: 'SCREEN_TOKEN_INVALID', message: '', requestId: '-' };
      response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
      return;
    }
    unspent = null;
    response.writeHead(204, { 'set-cookie': `pad=${session}; HttpOnly; SameSite=Strict; Path=/` }).end();
  }

  const server = createServer((request, response) => {
    if (request.method === 'POST' && request.url === '/screen-session') void exchange(request, response);
    else files(request, response, () => void response.writeHead(404).end());
  });
  const sockets = new WebSocketServer({ server, path: '/bridge' });
  sockets.on('connection', (socket, request) => {
    if (request.headers.cookie !== `pad=${session}`) {
      socket.send(JSON.stringify({ type: 'goodbye', fault: { code: 'SCREEN_TOKEN_INVALID' } }));
      return socket.close();
    }
    const channel = host.open({
      opened: () => {},
      message: (text) => socket.send(text),
      closed: () => socket.terminate(),
      refused: () => socket.close(),
    });
    socket.on('message', (data: Buffer) => channel.send(data.toString('utf8')));
    socket.on('close', () => channel.close());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    host,
    exchanged,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
