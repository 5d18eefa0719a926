import { randomBytes } from 'node:crypto';
import { readIfPresent, writePrivateFile } from '@pingjia/node-platform';
import { z } from 'zod';

const schema = z.object({ apiToken: z.string().min(20), consoleUser: z.string(), consolePassword: z.string().min(8) });
export type DemoSecrets = z.infer<typeof schema>;

/** The demo's credentials, made at the first start and kept, readable by their owner alone. */
export function loadSecrets(path: string): DemoSecrets {
  const known = readIfPresent(path);
  if (known !== null) return parseSecrets(path, known.toString('utf8'));
  const secrets: DemoSecrets = {
    apiToken: randomBytes(24).toString('base64url'),
    consoleUser: 'admin',
    consolePassword: randomBytes(9).toString('base64url'),
  };
  writePrivateFile(path, JSON.stringify(secrets, null, 2));
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
