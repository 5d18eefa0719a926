import { err, fault, ok } from '@pingjia/shared';
import { createTransport } from './create-transport.ts';
import { encodeKeyEvent } from './input-event.ts';
import type { Transport, TransportHandlers } from './transport.ts';
import { windowKeyCodes } from './window-key-codes.ts';

/** The path of `keys:` that means the focused window. */
export const windowPath = 'window';

/** What the two ways of reading a keyboard pad differ in; to be said when one is chosen. */
export const keySources = {
  device: {
    onlyThePad: true,
    needsFocus: false,
    means: 'Only the keys of the pad itself count, whatever window is in front. Linux only.',
  },
  window: {
    onlyThePad: false,
    needsFocus: true,
    means: 'The keys of every keyboard on this machine count, and only while the evaluation window is in front.',
  },
} as const;

/** Key strokes that a window catches and hands over. */
export interface WindowKeys {
  readonly transport: Transport;
  /** `code`: KeyboardEvent.code. False for a key that no pad has. Nobody listening: it is gone. */
  push(code: string, down: boolean): boolean;
}

export function createWindowKeys(): WindowKeys {
  let listener: TransportHandlers | undefined;
  const transport = createTransport((handlers) => {
    listener = handlers;
    return Promise.resolve(
      ok({
        write: () => Promise.resolve(err(fault('PAD_IO_FAILED', 'a keyboard is only read'))),
        close: () => {
          listener = undefined;
          return Promise.resolve();
        },
      }),
    );
  });
  return {
    transport,
    push(code, down) {
      const number = windowKeyCodes.get(code);
      if (number !== undefined) listener?.data(encodeKeyEvent(number, down));
      return number !== undefined;
    },
  };
}
