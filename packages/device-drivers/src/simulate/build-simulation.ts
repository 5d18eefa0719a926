import { type Clock, err, ok, type RandomSource, type Result } from '@pingjia/shared';
import { createPadSimulator } from '../pingjia-line/simulator.ts';
import type { ControlAnswer, ParsedControlRequest } from './control-contract.ts';
import { createControlServer } from './control-server.ts';
import { listenOnPath, stopListening } from './listen.ts';
import { createPressRuns } from './press-run.ts';
import type { CreateSimulatedLine } from './simulated-line.ts';

export interface SimulationOptions {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly createLine: CreateSimulatedLine;
  /** Path of the control socket. */
  readonly control: string;
  readonly address: string;
  readonly serialNumber: string;
}

export interface Simulation {
  /** Plugs the pad in and listens for control lines; the error is a sentence. */
  start(): Promise<Result<void, string>>;
  stop(): Promise<void>;
}

export function buildSimulation(options: SimulationOptions): Simulation {
  const { clock, random, control, address, serialNumber } = options;
  const line = options.createLine((bytes) => simulator.receive(bytes));
  const simulator = createPadSimulator({
    clock,
    random,
    address,
    serialNumber,
    send: (bytes) => line.send(bytes),
    settled: (press) => runs.settled(press),
  });
  const runs = createPressRuns(clock, () => simulator);
  const controls = createControlServer(answer);
  // Plugging takes a moment; pulled and plugged by two callers at once it still ends up as one or the other.
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = turn.then(act);
    turn = done.catch(() => undefined);
    return done;
  }

  async function plug(): Promise<Result<void, string>> {
    if (simulator.state().plugged) return ok();
    const plugged = await line.plug();
    if (plugged.ok) simulator.plug();
    return plugged;
  }

  async function unplug(): Promise<void> {
    simulator.unplug();
    await line.unplug();
  }

  async function answer(request: ParsedControlRequest): Promise<ControlAnswer> {
    if ('press' in request) return runs.run(request);
    if ('unplug' in request) await inTurn(unplug);
    if ('plug' in request) {
      const plugged = await inTurn(plug);
      if (!plugged.ok) return { ok: false, error: plugged.error };
    }
    return { ok: true, ...simulator.state() };
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
