import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export type Way = 'request' | 'answer';

/** One connection that is relayed. */
export interface Passage {
  /** Notes of whoever watches it. */
  readonly notes: Map<string, unknown>;
  /** Ends it at both ends, at once. */
  cut(): void;
}

/** How many of these bytes may pass; fewer than all of them cuts the connection behind them. */
export type Watch = (way: Way, bytes: Buffer, passage: Passage) => number | Promise<number>;

const pass: Watch = (_way, bytes) => bytes.length;

/** Stands between a client and a server on TCP and lets through what its watch lets through. */
export class Relay {
  readonly #server: Server;
  readonly #open = new Set<Passage>();
  watch: Watch = pass;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** `target` is asked for every connection: where to, as a port of this machine or the path of a socket. */
  static async open(target: () => number | string): Promise<Relay> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const relay = new Relay(server);
    server.on('connection', (client) => relay.#join(client, toServer(target())));
    return relay;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Lets everything through again. */
  release(): void {
    this.watch = pass;
  }

  /** Cuts everything that is open. */
  cutAll(): void {
    for (const passage of this.#open) passage.cut();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    this.cutAll();
    await closed;
  }

  #join(client: Socket, server: Socket): void {
    const passage: Passage = {
      notes: new Map(),
      cut: () => {
        client.destroy();
        server.destroy();
      },
    };
    this.#open.add(passage);
    const carry = (way: Way, from: Socket, to: Socket) => {
      let order = Promise.resolve();
      from.on('data', (bytes: Buffer) => {
        order = order.then(async () => {
          const allowed = await this.watch(way, bytes, passage);
          if (allowed >= bytes.length) to.write(bytes);
          // What was let through arrives before the end does.
          else to.end(bytes.subarray(0, Math.max(0, allowed)), () => passage.cut());
        });
      });
      from.on('error', () => passage.cut());
      from.on('end', () => {
        order = order.then(() => void to.end());
      });
      from.on('close', () => {
        this.#open.delete(passage);
        order = order.then(() => passage.cut());
      });
    };
    carry('request', client, server);
    carry('answer', server, client);
  }
}

function toServer(target: number | string): Socket {
  return typeof target === 'number' ? connect(target, '127.0.0.1') : connect(target);
}
