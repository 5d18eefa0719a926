import { err, fault, ok, type Result } from '@pingjia/shared';
import type { SeededRandom } from '@pingjia/shared/testing';
import type { HttpPort, HttpRequest, HttpResponse } from '@pingjia/kiosk/host/sync/http-port';
import type { SimulatedServer } from '../server/simulated-server.ts';
import type { Process } from '../time/process.ts';
import type { Schedule } from '../time/schedule.ts';
import { tagOf } from '../model/tag.ts';

/** How bad a station's line is; each a chance from 0 to 1. */
export interface LineQuality {
  readonly requestLost: number;
  readonly answerLost: number;
  readonly duplicated: number;
  readonly portal: number;
  /** Longest way, milliseconds. */
  readonly delay: number;
}

export const goodLine: LineQuality = { requestLost: 0, answerLost: 0, duplicated: 0, portal: 0, delay: 30 };

/** Milliseconds after which a device gives a request up. */
const patience = 60_000;

/** One station's way to the server: late, cut, doubled and out of order. */
export class Line {
  quality: LineQuality = goodLine;
  partitioned = false;
  /** There is none. */
  cut = false;
  /** When the server last answered a handshake, of virtual time. */
  agreedAt = -1;
  readonly #schedule: Schedule;
  readonly #random: SeededRandom;
  readonly #server: SimulatedServer;
  readonly #log: (line: string) => void;

  constructor(schedule: Schedule, random: SeededRandom, server: SimulatedServer, log: (line: string) => void) {
    this.#schedule = schedule;
    this.#random = random;
    this.#server = server;
    this.#log = log;
  }

  portOf(process: Process): HttpPort {
    return async (request) => {
      // What is kept back by a byte is nothing to a server.
      if ((await request.release) === false) return unreachable('ECANCELED');
      await process.call();
      const sent = await this.#exchange(request);
      await process.call();
      const outcome = sent.ok ? `${sent.value.status}` : sent.error.detail;
      this.#log(`${request.method} ${tagOf(new URL(request.url).pathname)} ${outcome}`);
      return sent;
    };
  }

  async #exchange(request: HttpRequest): Promise<Result<HttpResponse>> {
    const { quality } = this;
    await this.#travel(quality);
    if (this.partitioned || this.cut) return unreachable('ENETUNREACH');
    if (this.#hits(quality.portal)) return ok(portal);
    if (this.#hits(quality.requestLost)) return this.#cut();
    if (this.#hits(quality.duplicated))
      this.#schedule.after(this.#random.below(40_000), () => void this.#server.handle(request));
    const answer = await this.#server.handle(request);
    if (answer === null) return unreachable('ECONNRESET');
    await this.#travel(quality);
    if (this.partitioned || this.#hits(quality.answerLost)) return this.#cut();
    if (request.url.endsWith('/handshake')) this.agreedAt = this.#schedule.now;
    return ok(answer);
  }

  /** The connection ends at once, or nobody says that it did. */
  async #cut(): Promise<Result<HttpResponse>> {
    if (this.#random.fraction() < 0.8) return unreachable('ECONNRESET');
    await this.#schedule.delay(patience);
    return unreachable('TimeoutError');
  }

  #travel({ delay }: LineQuality): Promise<void> {
    return this.#schedule.delay(1 + this.#random.below(delay));
  }

  #hits(chance: number): boolean {
    return chance > 0 && this.#random.fraction() < chance;
  }
}

function unreachable(detail: string): Result<HttpResponse> {
  return err(fault('SERVER_UNREACHABLE', detail));
}

/** What a hotel's or an operator's portal answers to everything. */
const portal: HttpResponse = {
  status: 200,
  header: () => undefined,
  body: new TextEncoder().encode('<html>please log in</html>'),
};
