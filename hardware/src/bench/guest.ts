import { connectJsonLines } from '../qemu/json-lines.ts';
import type { Answer, DeviceCall, DeviceEvent } from './device-words.ts';

/** The program in the guest, from outside. */
export interface Guest {
  call(call: DeviceCall): Promise<unknown>;
  /** Calls the listener with everything that happens, until the returned function is called. */
  listen(listener: (event: DeviceEvent) => void): () => void;
  /** The next such event after the one awaited last. */
  until<E extends DeviceEvent['event']>(
    event: E,
    fits?: (event: Extract<DeviceEvent, { event: E }>) => boolean,
  ): Promise<Extract<DeviceEvent, { event: E }>>;
  close(): void;
}

/** Connects to the machine's agent; one caller at a time. */
export async function connectGuest(path: string, until: Promise<unknown>): Promise<Guest> {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (problem: Error) => void }>();
  const listeners = new Set<(event: DeviceEvent) => void>();
  const happened: DeviceEvent[] = [];
  let seen = 0;
  let calls = 0;
  const lines = await connectJsonLines(
    path,
    (message) => {
      if ('event' in message) {
        const event = message as DeviceEvent;
        happened.push(event);
        for (const listener of listeners) listener(event);
        return;
      }
      const answer = message as Answer;
      const caller = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('error' in answer) caller?.reject(new Error(answer.error));
      else caller?.resolve(answer.value);
    },
    until,
  );

  function listen(listener: (event: DeviceEvent) => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  return {
    call: (call) =>
      new Promise((resolve, reject) => {
        calls += 1;
        waiting.set(calls, { resolve, reject });
        lines.send({ ...call, id: calls });
      }),
    listen,
    until: (name, fits = () => true) =>
      new Promise((resolve) => {
        const stop = listen(look);
        function look(): void {
          const at = happened.findIndex(
            (event, index) => index >= seen && event.event === name && fits(event as Parameters<typeof fits>[0]),
          );
          if (at === -1) return;
          seen = at + 1;
          stop();
          resolve(happened[at] as Parameters<typeof fits>[0]);
        }
        look();
      }),
    close: () => lines.close(),
  };
}
