import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds console and kiosk where their sources changed since the last time. */
export async function buildScreens(step: (text: string) => void): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const program = fileURLToPath(new URL('../../tools/src/build.ts', import.meta.url));
    const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter((part) => part !== '')) step(line);
    });
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error('The screens could not be built; the lines above say why.')),
    );
  });
}
