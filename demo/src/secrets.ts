import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';

const schema = z.object({ apiToken: z.string().min(20), consoleUser: z.string(), consolePassword: z.string().min(8) });
export type DemoSecrets = z.infer<typeof schema>;

/** The demo's credentials, made at the first start and kept, readable by their owner alone. */
export async function loadSecrets(path: string): Promise<DemoSecrets> {
  const known = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (known !== null) return parseSecrets(path, known);
  const secrets: DemoSecrets = {
    apiToken: randomBytes(24).toString('base64url'),
    consoleUser: 'admin',
    consolePassword: randomBytes(9).toString('base64url'),
  };
  await writeFile(`${path}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
  return secrets;
}

function parseSecrets(path: string, text: string): DemoSecrets {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new Error(
      `${path} cannot be read. Restore it, or start with another --data-dir; without it nobody can sign in to this one.`,
    );
  }
}
