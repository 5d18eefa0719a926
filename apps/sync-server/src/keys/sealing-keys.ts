import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadOrCreate } from '@pingjia/node-platform';
import { publicKeySchema, type SealingKey, type SignedStatement } from '@pingjia/shared';
import type { Sealer, SealingPair } from '@pingjia/shared/seal';
import { z } from 'zod';
import { parseJson } from '../platform/json.ts';
import { nameKey } from './ed25519.ts';
import type { SigningKey } from './signing-key.ts';

/** The keys that pads seal to. Outside the database: without them sealed data is lost, with them a dump is readable. */
export interface SealingKeys {
  /** The newest key, as pads are told of it. */
  readonly current: SignedStatement;
  readonly keyId: string;
  /** Null where no key of that name is here, or it was not sealed to it. */
  open(keyId: string, sealed: Uint8Array): Uint8Array | null;
  has(keyId: string): boolean;
}

const fileSchema = z.object({ publicKey: publicKeySchema, privateKey: publicKeySchema });
const fileName = /^sealing-(\d{4})\.json$/;

/**
 * Keys are files `sealing-NNNN.json`; the highest number is the one pads are told, the others still open what was sealed
 * to them. Makes the first one. Throws where a file cannot be read: a server that lost a key must not start as if it had none.
 */
export function loadSealingKeys(folder: string, sealer: Sealer, signing: SigningKey): SealingKeys {
  const names = readdirSync(folder).filter((name) => fileName.test(name));
  const pairs = new Map(
    (names.length === 0 ? ['sealing-0001.json'] : names.sort()).map((name) => {
      const pair = readPair(join(folder, name), sealer);
      return [nameKey(pair.publicKey), pair] as const;
    }),
  );
  const [keyId, { publicKey }] = [...pairs].at(-1) ?? noKey();
  const statement: SealingKey = { purpose: 'sealing-key', keyId, publicKey };
  return {
    current: signing.sign(statement),
    keyId,
    has: (name) => pairs.has(name),
    open(name, sealed) {
      const pair = pairs.get(name);
      return pair === undefined ? null : sealer.open(sealed, pair);
    },
  };
}

function readPair(path: string, sealer: Sealer): SealingPair {
  const parsed = fileSchema.safeParse(
    parseJson(Buffer.from(loadOrCreate(path, () => JSON.stringify(sealer.newPair())))),
  );
  if (parsed.success) return parsed.data;
  throw new Error(`${path} is damaged. Restore it from a backup: without it, what pads sealed to it cannot be opened.`);
}

function noKey(): never {
  throw new Error('no sealing key');
}
