import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type ElectronAnswer = { readonly path: string } | { readonly missing: string };

/** Where an Electron is that can start here, or why there is none. */
export function findElectron(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): ElectronAnswer {
  if (platform === 'linux' && env.DISPLAY === undefined && env.WAYLAND_DISPLAY === undefined)
    return { missing: 'there is no display' };
  const path = env.PINGJIA_ELECTRON ?? installed();
  if (path === null) return { missing: 'the Electron binary is not installed' };
  try {
    accessSync(path, constants.X_OK);
    return { path };
  } catch {
    return { missing: `${path} cannot be executed` };
  }
}

/** The binary that the electron package downloaded, if it did. */
function installed(): string | null {
  try {
    const kiosk = new URL('../../apps/kiosk/package.json', import.meta.url);
    const folder = dirname(createRequire(kiosk).resolve('electron/package.json'));
    return join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
  } catch {
    return null;
  }
}
