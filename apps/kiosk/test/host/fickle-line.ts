import { createServer as createHttpServer, type IncomingMessage, type Server as HttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A server that answers every request with its body, behind a line that can go silent without a word. */
export class FickleLine {
  /** Connections made so far. */
  connections = 0;
  /** Bytes that nobody got. */
  swallowed = 0;
  /** Requests that arrived whole. */
  readonly served: { readonly path: string; readonly bytes: number }[] = [];
  /** Whether new connections are silent. */
  isDown = false;
  readonly #server: HttpServer;
  readonly #line: Server;
  readonly #open = new Map<Socket, { isMute: boolean }>();

  private constructor(server: HttpServer, line: Server) {
    this.#server = server;
    this.#line = line;
  }

  static async open(): Promise<FickleLine> {
    const server = createHttpServer({ keepAlive: true });
    const line = createServer();
    const fickle = new FickleLine(server, line);
    server.on('request', (request: IncomingMessage, response) => {
      void buffer(request).then(
        (body) => {
          fickle.served.push({ path: request.url ?? '', bytes: body.length });
          response.end(body);
        },
        () => response.destroy(),
      );
    });
    for (const one of [server, line]) {
      await new Promise<void>((resolve) => {
        one.listen(0, '127.0.0.1', resolve);
      });
    }
    line.on('connection', (client) => fickle.#join(client));
    return fickle;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#line.address() as AddressInfo).port}`;
  }

  /** Whatever is open now stays open, and is silent from now on, as behind a gateway that forgot it. */
  forgetConnections(): void {
    for (const state of this.#open.values()) state.isMute = true;
  }

  /** Ends whatever is open. */
  resetConnections(): void {
    for (const socket of this.#open.keys()) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    const closed = [this.#line, this.#server].map(
      (one) =>
        new Promise<void>((resolve) => {
          one.close(() => resolve());
        }),
    );
    for (const socket of this.#open.keys()) socket.destroy();
    this.#server.closeAllConnections();
    await Promise.all(closed);
  }

  #join(client: Socket): void {
    this.connections += 1;
    const state = { isMute: this.isDown };
    const server = connect((this.#server.address() as AddressInfo).port, '127.0.0.1');
    this.#open.set(client, state);
    const carry = (from: Socket, to: Socket) => {
      from.on('data', (bytes: Buffer) => {
        if (state.isMute) this.swallowed += bytes.length;
        else to.write(bytes);
      });
      from.on('error', () => {});
      from.on('close', () => {
        this.#open.delete(client);
        to.destroy();
      });
    };
    carry(client, server);
    carry(server, client);
  }
}
