import { enrollmentResponseSchema, err, fault, ok, type Result } from '@pingjia/shared';
import { z } from 'zod';
import { readTextFile, writeFileAtomically } from '../journal/atomic-file.ts';
import type { FileSystem } from '../journal/file-system.ts';
import { DeviceKey } from './device-key.ts';

const identityFileSchema = z.object({
  /** Checked where it is used: a wrong address must not make the key unreadable. */
  serverUrl: z.string(),
  privateKey: z.string(),
  /** Shown to the server, and not known yet to be taken. */
  nextPrivateKey: z.string().optional(),
  /** Absent until the server answered the enrollment. */
  enrollment: enrollmentResponseSchema.optional(),
});

export interface Identity {
  readonly serverUrl: string;
  readonly key: DeviceKey;
  readonly enrollment: z.infer<typeof enrollmentResponseSchema> | null;
  /** The key that is to follow, from before the server saw it until it is known to have taken it. */
  readonly nextKey: DeviceKey | null;
}

/** Keeps who this pad is: its key, and what the server said when it was enrolled. */
export class IdentityStore {
  readonly #fs: FileSystem;
  readonly #folder: string;

  constructor(fs: FileSystem, folder: string) {
    this.#fs = fs;
    this.#folder = folder;
  }

  /** null where the pad was never provisioned. Errors: IDENTITY_DAMAGED. */
  async load(): Promise<Result<Identity | null>> {
    try {
      const text = await readTextFile(this.#fs, this.#path);
      if (text === null) return ok(null);
      const { serverUrl, privateKey, nextPrivateKey, enrollment } = identityFileSchema.parse(JSON.parse(text));
      const nextKey = nextPrivateKey === undefined ? null : DeviceKey.fromPem(nextPrivateKey);
      return ok({ serverUrl, key: DeviceKey.fromPem(privateKey), enrollment: enrollment ?? null, nextKey });
    } catch {
      return err(fault('IDENTITY_DAMAGED', this.#path));
    }
  }

  async save({ serverUrl, key, enrollment, nextKey }: Identity): Promise<void> {
    await this.#fs.makeFolder(this.#folder);
    const file = {
      serverUrl,
      privateKey: key.toPem(),
      ...(nextKey === null ? {} : { nextPrivateKey: nextKey.toPem() }),
      ...(enrollment === null ? {} : { enrollment }),
    };
    await writeFileAtomically(this.#fs, this.#path, JSON.stringify(file, null, 2));
  }

  get #path(): string {
    return `${this.#folder}/identity.json`;
  }
}
