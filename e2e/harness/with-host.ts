import { cp, rm } from 'node:fs/promises';
import { Host, type HostOptions } from '@pingjia/kiosk/host';
import { nodeHostParts } from '@pingjia/kiosk/node-host';
import pino from 'pino';
import { eventually } from './county.ts';

/** A host in this process, on a folder, without a pad: presses come as touches. */
export async function startHost(folder: string, changes: Partial<HostOptions> = {}): Promise<Host> {
  const parts = nodeHostParts(new AbortController().signal);
  const started = await Host.start({ ...parts, folder, pads: [], log: pino({ level: 'silent' }), ...changes });
  if (!started.ok) throw new Error(started.error.code);
  return started.value;
}

/** No network at all. */
export const offline: HostOptions['http'] = async () => ({ ok: false, error: { code: 'SERVER_UNREACHABLE' } });

/** Evaluates so many times; every one of them is durable when this resolves. `name` keeps the touches of two hosts apart. */
export async function evaluate(host: Host, name: number, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    const pressId = `50000000-0000-4000-8000-${String(name * 1_000_000 + n).padStart(12, '0')}`;
    const armed = await host.session.arm('staff');
    const pressed = await host.session.press({ kind: 'touch', pressId }, 'satisfied');
    if (!armed.ok || !pressed.ok) throw new Error('the journal refused a press');
  }
}

/** Waits until the server has everything; so long and looking so often (milliseconds) where it is told. */
export async function untilSent(host: Host, patience?: number, every?: number): Promise<void> {
  await eventually(
    async () => host.status().sync,
    ({ phase, unsent }) => phase === 'current' && unsent === 0,
    patience,
    every,
  );
}

/** Makes `to` what `from` is now, as an image restored over it would. */
export async function replaceFolder(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true });
}
