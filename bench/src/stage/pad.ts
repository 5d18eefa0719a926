import { Host } from '@pingjia/kiosk/host';
import { nodeHostParts } from '@pingjia/kiosk/node-host';
import { err, fault, type Grade, grades, type HostStatus, type RandomSource } from '@pingjia/shared';
import { pino } from 'pino';

/** Milliseconds between two looks at what the host says of itself. */
const look = 2;

/** One window's real device host on this machine's disk, with a network that can be switched off. */
export class Pad {
  readonly host: Host;
  readonly #random: RandomSource;
  readonly #network: { on: boolean };
  readonly #end: AbortController;

  private constructor(host: Host, random: RandomSource, network: { on: boolean }, end: AbortController) {
    this.host = host;
    this.#random = random;
    this.#network = network;
    this.#end = end;
  }

  /** A pad in `folder` that knows no server yet. */
  static async start(folder: string, random: RandomSource): Promise<Pad> {
    const network = { on: true };
    const end = new AbortController();
    const parts = nodeHostParts(end.signal);
    const started = await Host.start({
      ...parts,
      http: async (request) => (network.on ? parts.http(request) : err(fault('SERVER_UNREACHABLE', 'switched off'))),
      folder,
      pads: [],
      log: pino({ level: 'silent' }),
    });
    if (!started.ok) throw new Error(started.error.code);
    return new Pad(started.value, random, network, end);
  }

  /** A new pad in `folder`, enrolled and configured by the server at `url`. */
  static async enrolled(folder: string, url: string, code: string, random: RandomSource): Promise<Pad> {
    const pad = await Pad.start(folder, random);
    const enrolled = await pad.host.enroll(url, code);
    if (!enrolled.ok) throw new Error(enrolled.error.code);
    await pad.until(({ sync }) => sync.phase === 'current' && sync.unsent === 0);
    return pad;
  }

  goOffline(): void {
    this.#network.on = false;
  }

  goOnline(): void {
    this.#network.on = true;
    this.host.retrySync();
  }

  /** One press by touch; resolves when it is durable. */
  async press(grade: Grade = grades[0]): Promise<void> {
    const pressed = await this.host.session.press({ kind: 'touch', pressId: this.#random.uuid() }, grade);
    if (!pressed.ok) throw new Error(pressed.error.code);
  }

  async until(holds: (status: HostStatus) => boolean): Promise<void> {
    while (!holds(this.host.status())) {
      await new Promise((resolve) => {
        setTimeout(resolve, look);
      });
    }
  }

  async stop(): Promise<void> {
    this.#end.abort();
    await this.host.stop();
  }
}
