import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RandomSource } from '@pingjia/shared';
import { Lane } from './lane.ts';

/** What a line is like. */
export interface LineQuality {
  /** Bytes a second, each way. */
  readonly rate: number;
  /** Milliseconds there and back. */
  readonly roundTrip: number;
  /** Share of packets, 0 to 1, for which a connection stands still for one round trip until they were sent again. */
  readonly loss: number;
}

export const badLine: LineQuality = { rate: 512_000 / 8, roundTrip: 600, loss: 0.02 };

/** Payload of an Ethernet TCP segment, bytes. */
const packet = 1_460;
/** Milliseconds of the lane that may be queued: as much as a small socket buffer. */
const buffered = 100;

/** A TCP proxy of this machine before one of its ports. Its quality counts from `spoil` on; before, it is a clear line. */
export class BadLine {
  readonly #listener: Server;
  readonly #target: number;
  readonly #random: RandomSource;
  readonly #sockets = new Set<Socket>();
  #spoilt: { readonly quality: LineQuality; readonly request: Lane; readonly answer: Lane } | null = null;

  private constructor(listener: Server, target: number, random: RandomSource) {
    this.#listener = listener;
    this.#target = target;
    this.#random = random;
  }

  static async open(target: number, random: RandomSource): Promise<BadLine> {
    const listener = createServer({ noDelay: true });
    await new Promise<void>((resolve) => {
      listener.listen(0, '127.0.0.1', resolve);
    });
    const line = new BadLine(listener, target, random);
    listener.on('connection', (client) => line.#join(client));
    return line;
  }

  get port(): number {
    return (this.#listener.address() as AddressInfo).port;
  }

  /** Ends what is open, so that everything after is sent on a line of this quality, beginning with the TCP handshake. */
  spoil(quality: LineQuality): void {
    for (const socket of this.#sockets) socket.destroy();
    const delay = quality.roundTrip / 2;
    this.#spoilt = { quality, request: new Lane(quality.rate, delay), answer: new Lane(quality.rate, delay) };
  }

  /** Milliseconds that the bytes carried since `spoil` take on a line of this speed: its busier way, and one round trip. */
  get wireTime(): number {
    if (this.#spoilt === null) throw new Error('the line was never spoilt');
    const { quality, request, answer } = this.#spoilt;
    return (Math.max(request.carried, answer.carried) / quality.rate) * 1_000 + quality.roundTrip;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#listener.close(() => resolve());
    });
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #join(client: Socket): void {
    const server = connect({ port: this.#target, host: '127.0.0.1', noDelay: true });
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(socket);
      // A broken connection is passed on as what it is: closed.
      socket.on('error', () => other.destroy());
      socket.on('close', () => this.#sockets.delete(socket));
    }
    const spoilt = this.#spoilt;
    if (spoilt === null) {
      client.pipe(server).pipe(client);
      return;
    }
    void this.#carry(client, server, spoilt.request, spoilt.quality, spoilt.quality.roundTrip);
    void this.#carry(server, client, spoilt.answer, spoilt.quality, 0);
  }

  async #carry(from: Socket, to: Socket, lane: Lane, quality: LineQuality, handshake: number): Promise<void> {
    let delivered = Promise.resolve();
    try {
      await sleep(handshake);
      for await (const chunk of from as AsyncIterable<Buffer>) {
        for (let at = 0; at < chunk.length; at += packet) {
          const bytes = chunk.subarray(at, at + packet);
          while (lane.backlog(performance.now()) > buffered) await sleep(buffered / 2);
          if (this.#random.fraction() < quality.loss) await sleep(quality.roundTrip);
          const arrival = lane.send(performance.now(), bytes.length);
          delivered = delivered.then(() => deliver(to, bytes, arrival));
        }
      }
      await delivered;
      to.end();
    } catch {
      to.destroy();
    }
  }
}

async function deliver(to: Socket, bytes: Uint8Array, arrival: number): Promise<void> {
  const wait = arrival - performance.now();
  if (wait > 0) await sleep(wait);
  to.write(bytes);
}
