import {
  parseJson,
  type SealingKey,
  sealingKeySchema,
  type SignedStatement,
  signedStatementSchema,
} from '@pingjia/shared';
import { readTextFile, writeFileAtomically } from '../journal/atomic-file.ts';
import type { FileSystem } from '../journal/file-system.ts';

/** Whether a statement was signed by this pad's server, with whatever key it has by now. */
export type VerifyStatement = (signed: SignedStatement) => boolean;

/** The sealing key in a statement, or null unless the server signed it as one. */
export function openSealingKey(signed: SignedStatement, isSigned: VerifyStatement): SealingKey | null {
  if (!isSigned(signed)) return null;
  return sealingKeySchema.safeParse(parseJson(signed.statement)).data ?? null;
}

/** Keeps the key that this pad seals to: the newest that its server has signed. */
export class SealingKeyStore {
  readonly #fs: FileSystem;
  readonly #path: string;
  #kept: SignedStatement | null = null;

  constructor(fs: FileSystem, folder: string) {
    this.#fs = fs;
    this.#path = `${folder}/sealing-key.json`;
  }

  /** A file that cannot be read is none: the next handshake brings the key again. */
  async load(): Promise<void> {
    const text = await readTextFile(this.#fs, this.#path).catch(() => null);
    this.#kept = signedStatementSchema.safeParse(parseJson(text ?? '')).data ?? null;
  }

  current(isSigned: VerifyStatement): SealingKey | null {
    return this.#kept === null ? null : openSealingKey(this.#kept, isSigned);
  }

  /** Takes a newer statement of the server; one that it did not sign changes nothing. What a full disk does not take counts for this run. */
  async note(signed: SignedStatement, isSigned: VerifyStatement): Promise<void> {
    if (signed.statement === this.#kept?.statement || openSealingKey(signed, isSigned) === null) return;
    this.#kept = signed;
    await writeFileAtomically(this.#fs, this.#path, JSON.stringify(signed)).catch(() => undefined);
  }
}
