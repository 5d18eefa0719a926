import type { Result } from '@pingjia/shared';
import { createLineFramer, type FramingFault, type LineFramer } from '../framing/line-framer.ts';
import type { LineFault } from './codec.ts';

export type DropReason = FramingFault | LineFault;

/** Bytes in, messages out: the framer with a decoder behind it, for either side of the line. */
export function createLineReader<M>(
  decode: (line: string) => Result<M, LineFault>,
  events: { message(message: M): void; dropped(reason: DropReason): void },
): LineFramer {
  return createLineFramer({
    line(text) {
      const decoded = decode(text);
      if (decoded.ok) events.message(decoded.value);
      else events.dropped(decoded.error);
    },
    dropped: (reason) => events.dropped(reason),
  });
}
