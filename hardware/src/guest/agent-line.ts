import { openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ReadStream } from 'node:tty';

/** The guest's console for its program; the host's end is the machine's `agent` socket. */
const device = '/dev/hvc0';

export interface AgentLine {
  /** Written when the call returns. */
  say(message: object): void;
  /** Calls `listener` with each line that the host says. */
  listen(listener: (line: string) => void): void;
}

/** JSON objects, one a line, to and from the host. */
export function openAgentLine(): AgentLine {
  const descriptor = openSync(device, 'r+');
  const input = new ReadStream(descriptor);
  // Else every line would come back, and control characters would not arrive.
  input.setRawMode(true);
  return {
    say: (message) => writeAll(descriptor, `${JSON.stringify(message)}\n`),
    listen: (listener) => void createInterface({ input }).on('line', listener),
  };
}

function writeAll(descriptor: number, text: string): void {
  let bytes = Buffer.from(text);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(descriptor, bytes));
    } catch (error) {
      // The console is full for the moment; it empties by itself.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}
