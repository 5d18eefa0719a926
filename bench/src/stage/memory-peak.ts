import { readFile, writeFile } from 'node:fs/promises';

/** What a process used at most since it began or `forgetPeak`, in MB. Linux alone tells (proc(5), VmHWM). */
export async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error('the kernel does not tell a process’s peak');
  return Number(kilobytes) / 1_024;
}

/** From now on, peaks count anew. */
export function forgetPeak(pid: number): Promise<void> {
  return writeFile(`/proc/${pid}/clear_refs`, '5');
}
