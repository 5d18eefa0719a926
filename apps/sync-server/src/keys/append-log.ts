import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readIfPresent, syncFolder } from '@pingjia/node-platform';

/** Lines that are only ever added, in a file outside the database: what a restored dump has forgotten, it remembers. */
export interface AppendLog {
  /** As they were when it was opened. */
  readonly lines: readonly string[];
  /** Durable when it returns. */
  append(line: string): void;
}

export function openAppendLog(path: string): AppendLog {
  const content = readIfPresent(path)?.toString('utf8') ?? '';
  return {
    lines: content.split('\n').filter((line) => line !== ''),
    append(line) {
      const file = openSync(path, 'a', 0o600);
      try {
        // Starts on a line of its own even after a torn write.
        writeFileSync(file, `\n${line}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      syncFolder(dirname(path));
    },
  };
}
