import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where what is slow to make is kept, for the user of this environment. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'pingjia', 'hardware');
}
