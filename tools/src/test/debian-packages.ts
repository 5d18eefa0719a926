import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface DebianNeed {
  readonly package: string;
  readonly what: string;
  readonly isThere: () => boolean;
}

/** What `npm test` uses that npm does not bring. */
export const testNeeds: readonly DebianNeed[] = [
  { package: 'chromium', what: 'the browser of the end-to-end tests', isThere: () => existsSync('/usr/bin/chromium') },
  { package: 'fonts-noto-cjk', what: 'Chinese type', isThere: () => existsSync('/usr/share/fonts/opentype/noto') },
  { package: 'socat', what: 'pairs of real terminals', isThere: () => existsSync('/usr/bin/socat') },
  {
    package: 'tcc',
    what: 'a compiler for the firmware',
    isThere: () => ['cc', 'gcc', 'tcc'].some((name) => existsSync(`/usr/bin/${name}`)),
  },
  { package: 'libc6-dev', what: 'the headers it reads', isThere: () => existsSync('/usr/include/stdio.h') },
];

/** Installs what is missing where that is allowed; null when all is there, else a sentence for the user. */
export function provideDebianPackages(needs: readonly DebianNeed[]): string | null {
  const missing = needs.filter(({ isThere }) => !isThere());
  if (missing.length === 0) return null;
  const names = missing.map((need) => need.package);
  const wanted = missing.map((need) => `${need.package} (${need.what})`).join(', ');
  const command = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  if (!existsSync('/usr/bin/apt-get'))
    return `The tests need ${wanted}. Install them with this system's package manager.`;
  if (process.getuid?.() !== 0) return `The tests need ${wanted}. Run: sudo apt-get update && sudo ${command}`;
  console.log(`Installing ${wanted} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const step of ['apt-get update -qq', command]) {
    const run = spawnSync('sh', ['-c', `${step} >/dev/null`], { stdio: ['ignore', 'inherit', 'inherit'], env });
    if (run.status !== 0) return `"${step}" failed; the lines above say why. The tests need ${wanted}.`;
  }
  return null;
}
