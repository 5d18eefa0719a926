import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';

const schema = z.object({ apiToken: z.string().min(20), consoleUser: z.string(), consolePassword: z.string().min(8) });
export type DemoSecrets = z.infer<typeof schema>;

/** The demo's credentials, made at the first start and kept, readable by their owner alone. */
export async function loadSecrets(path: string): Promise<DemoSecrets> {
  const known = await readFile(path, 'utf8').catch(() => null);
  if (known !== null) return schema.parse(JSON.parse(known));
  const secrets: DemoSecrets = {
    apiToken: randomBytes(24).toString('base64url'),
    consoleUser: 'admin',
    consolePassword: randomBytes(9).toString('base64url'),
  };
  await writeFile(path, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
