import { connectJsonLines } from './json-lines.ts';

/** The hand at the machine: plugs and pulls devices, presses keys. */
export interface Monitor {
  /** Plugs a device in. Throws with QEMU's reason. */
  plug(driver: string, id: string, properties?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Pulls a device out; settles when it is gone. */
  pull(id: string): Promise<void>;
  /** Presses keys, named as QEMU does (`1`, `kp_1`, `ret`), at once, and lets go after so many milliseconds. */
  pressKeys(keys: readonly string[], holdTime?: number): Promise<void>;
  close(): void;
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (problem: Error) => void;
}

/** Connects to a machine's QMP socket; one hand at a time. */
export async function connectMonitor(path: string, until: Promise<unknown>): Promise<Monitor> {
  const waiting: Waiting[] = [];
  const deletions = new Map<string, () => void>();
  let greeted: () => void = () => undefined;
  const greeting = new Promise<void>((resolve) => {
    greeted = resolve;
  });
  const lines = await connectJsonLines(
    path,
    (message) => {
      if ('QMP' in message) greeted();
      else if ('return' in message) waiting.shift()?.resolve();
      else if ('error' in message) waiting.shift()?.reject(new Error(JSON.stringify(message['error'])));
      else if (message['event'] === 'DEVICE_DELETED') {
        deletions.get((message['data'] as { readonly device?: string }).device ?? '')?.();
      }
    },
    until,
  );

  function execute(command: string, args: object = {}): Promise<void> {
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      lines.send({ execute: command, arguments: args });
    });
  }

  await greeting;
  await execute('qmp_capabilities');
  return {
    plug: (driver, id, properties = {}) => execute('device_add', { driver, id, ...properties }),
    async pull(id) {
      const gone = new Promise<void>((resolve) => void deletions.set(id, resolve));
      await execute('device_del', { id });
      await gone;
      deletions.delete(id);
    },
    pressKeys: (keys, holdTime = 60) =>
      execute('send-key', { keys: keys.map((data) => ({ type: 'qcode', data })), 'hold-time': holdTime }),
    close: () => lines.close(),
  };
}
