import { evdev, inputEventBytes } from '../transport/input-event.ts';

/** What matters of an input event; `lost`: the kernel dropped events, so the state of the keys is unknown. */
export type KeyStroke =
  | { readonly type: 'key'; readonly code: number; readonly down: boolean }
  | { readonly type: 'lost' };

export interface InputEventReader {
  /** Bytes cut anywhere. */
  push(bytes: Uint8Array): void;
}

/** Any bytes are events of some kind: of 24 bytes each, whatever their times say. Autorepeat (value 2) is no stroke. */
export function createInputEventReader(events: {
  stroke(stroke: KeyStroke): void;
  dropped(reason: string): void;
}): InputEventReader {
  const event = new Uint8Array(inputEventBytes);
  const view = new DataView(event.buffer);
  let filled = 0;

  function read(): void {
    const type = view.getUint16(16, true);
    const code = view.getUint16(18, true);
    const value = view.getInt32(20, true);
    if (type === evdev.syn && code === evdev.synDropped) return events.stroke({ type: 'lost' });
    if (type !== evdev.key || value === 2) return;
    if (value !== 0 && value !== 1) return events.dropped('bad-value');
    if (code === 0 || code > 255) return events.dropped('key-out-of-range');
    events.stroke({ type: 'key', code, down: value === 1 });
  }

  return {
    push(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const part = bytes.subarray(at, at + inputEventBytes - filled);
        event.set(part, filled);
        at += part.length;
        filled = (filled + part.length) % inputEventBytes;
        if (filled === 0) read();
      }
    },
  };
}
