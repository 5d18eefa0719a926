import { type Clock, err, ok, type RandomSource, type Result } from '@pingjia/shared';
import { parseHexBytes } from '../profile/hex-bytes.ts';
import type { ControlAnswer, ParsedControlRequest } from './control-contract.ts';
import { createControlServer } from './control-server.ts';
import { listenOnPath, stopListening } from './listen.ts';
import { createPressRuns } from './press-run.ts';
import type { CreateSimulatedLine } from './simulated-line.ts';
import type { SimulatedFamily, SimulatedPad } from './simulated-pad.ts';

export interface SimulationOptions {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly family: SimulatedFamily;
  /** The family's own, such as `addr` or `serial`. */
  readonly options: Readonly<Record<string, string>>;
  readonly createLine: CreateSimulatedLine;
  /** Path of the control socket. */
  readonly control: string;
}

export interface Simulation {
  /** Plugs the pad in and listens for control lines; the error is a sentence. */
  start(): Promise<Result<void, string>>;
  stop(): Promise<void>;
}

const anyKey = { least: 0, most: 255 } as const;

export function buildSimulation(setup: SimulationOptions): Simulation {
  const { clock, random, control, family, options } = setup;
  const line = setup.createLine((bytes) => pad.receive(bytes));
  const pad = family.create({
    clock,
    random,
    options,
    send: (bytes) => line.send(bytes),
    settled: (press) => runs.settled(press),
  });
  const runs = createPressRuns(clock, () => pad);
  const controls = createControlServer(family.keys ?? anyKey, answer);
  // Plugging takes a moment; pulled and plugged by two callers at once it still ends up as one or the other.
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = turn.then(act);
    turn = done.catch(() => undefined);
    return done;
  }

  async function plug(): Promise<Result<void, string>> {
    if (pad.state().plugged) return ok();
    const plugged = await line.plug();
    if (plugged.ok) pad.plug();
    return plugged;
  }

  async function unplug(): Promise<void> {
    pad.unplug();
    await line.unplug();
  }

  async function answer(request: ParsedControlRequest): Promise<ControlAnswer> {
    if ('press' in request) return runs.run(request);
    if ('unplug' in request) await inTurn(unplug);
    else if ('plug' in request) {
      const plugged = await inTurn(plug);
      if (!plugged.ok) return { ok: false, error: plugged.error };
    } else act(pad, request);
    return { ok: true, ...pad.state() };
  }

  return {
    async start() {
      const listening = await listenOnPath(controls.server, control);
      if (!listening.ok) return listening;
      const plugged = await inTurn(plug);
      if (plugged.ok) return ok();
      await stopListening(controls.server);
      return err(plugged.error);
    },
    async stop() {
      const stopped = stopListening(controls.server);
      controls.disconnect();
      await inTurn(unplug);
      await stopped;
    },
  };
}

/** The verbs that take no time and leave the port alone. */
function act(pad: SimulatedPad, request: ParsedControlRequest): void {
  if ('hold' in request) pad.hold(request.hold);
  else if ('release' in request) pad.release(request.release);
  else if ('bounce' in request) pad.bounce(request.bounce, request.times);
  else if ('stickKey' in request) pad.stickKey(request.stickKey);
  else if ('brownOut' in request) pad.brownOut();
  else if ('garble' in request) pad.garble(parseHexBytes(request.garble) ?? new Uint8Array());
  else if ('mute' in request) pad.mute();
  else if ('unmute' in request) pad.unmute();
  else if ('lateReply' in request) pad.lateReply(request.lateReply);
  else if ('wrongChecksum' in request) pad.wrongChecksum();
}
