import { createHash } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Longest path of a local socket that every system takes, bytes. */
const longest = 100;

export interface PadSockets {
  /** The simulated pad's line. */
  readonly line: string;
  /** Where its buttons are pressed. */
  readonly control: string;
}

/** Socket paths for the simulated pad: in the data folder, or where that path is too long in a private temporary one. */
export async function choosePadSockets(dataDir: string): Promise<PadSockets> {
  const inside = { line: join(dataDir, 'pad.sock'), control: join(dataDir, 'pad-control.sock') };
  if (Buffer.byteLength(inside.control) <= longest) return inside;
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `pingjia-${process.getuid?.() ?? 'user'}-${name}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  return { line: join(folder, 'pad.sock'), control: join(folder, 'control.sock') };
}
