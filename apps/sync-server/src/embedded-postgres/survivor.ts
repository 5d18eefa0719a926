import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readIfPresent } from '@pingjia/node-platform';

const pidFile = 'postmaster.pid';
const patience = { fast: 15_000, immediate: 5_000, poll: 25 } as const;

/**
 * Stops a postmaster of `cluster` that outlived its server. A lock file that is left over from a crash, and whose number
 * now names somebody else's process, is removed: PostgreSQL itself would refuse to start beside it.
 */
export async function stopSurvivor(cluster: string): Promise<'none' | 'stale' | 'stopped'> {
  const pid = Number(readIfPresent(join(cluster, pidFile))?.toString('utf8').split('\n', 1)[0]);
  if (!Number.isInteger(pid) || pid <= 1) return 'none';
  if (!runsIn(pid, cluster)) {
    rmSync(join(cluster, pidFile), { force: true });
    return 'stale';
  }
  process.kill(pid, 'SIGINT');
  if (!(await ended(pid, cluster, patience.fast))) {
    signalIfAlive(pid, 'SIGQUIT');
    if (!(await ended(pid, cluster, patience.immediate)))
      throw new Error(`PostgreSQL (process ${pid}) of ${cluster} does not end.`);
  }
  return 'stopped';
}

async function ended(pid: number, cluster: string, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += patience.poll) {
    if (!runsIn(pid, cluster)) return true;
    await sleep(patience.poll);
  }
  return !runsIn(pid, cluster);
}

function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has just ended.
  }
}

/** A postmaster works in its data folder; an unreaped corpse has no working folder any more. */
function runsIn(pid: number, cluster: string): boolean {
  try {
    return (
      readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster) &&
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
    );
  } catch {
    return false;
  }
}
