import { err, fault, ok, parseJson, type Result, signedStatementSchema, uuidSchema } from '@pingjia/shared';
import { z } from 'zod';
import { readTextFile, writeFileAtomically } from '../journal/atomic-file.ts';
import type { FileSystem } from '../journal/file-system.ts';

const ownerSchema = z.object({ device: uuidSchema });
const receiptsSchema = z.record(z.string(), signedStatementSchema);

/** As which device the records of a pad's journal were sent: sent again as another, each would count twice. */
export class JournalOwner {
  readonly #fs: FileSystem;
  readonly #folder: string;

  constructor(fs: FileSystem, folder: string) {
    this.#fs = fs;
    this.#folder = folder;
  }

  /** The other device that the records were sent as, null where there is none. `device` null: any device. */
  async other(device: string | null): Promise<string | null> {
    const noted = ownerSchema.safeParse(await this.#json(this.#path)).data;
    const devices = noted === undefined ? devicesIn(await this.#receipts()) : [noted.device];
    return device !== null && devices.includes(device) ? null : (devices[0] ?? null);
  }

  /** Makes the journal this device's, before its first record is sent. Errors: JOURNAL_OF_OTHER_DEVICE, naming that one. */
  async take(device: string): Promise<Result<void>> {
    const other = await this.other(device);
    if (other !== null) return err(fault('JOURNAL_OF_OTHER_DEVICE', other));
    if (ownerSchema.safeParse(await this.#json(this.#path)).data !== undefined) return ok();
    // Where the disk does not take the note, the receipts will name the device.
    await writeFileAtomically(this.#fs, this.#path, JSON.stringify({ device })).catch(() => undefined);
    return ok();
  }

  /** As which device the records were sent, null: as none; and the epochs that there are receipts of. */
  async records(): Promise<{ readonly device: string | null; readonly received: readonly string[] }> {
    return { device: await this.other(null), received: Object.keys(await this.#receipts()) };
  }

  async #receipts(): Promise<z.infer<typeof receiptsSchema>> {
    return receiptsSchema.safeParse(await this.#json(`${this.#folder}/receipts.json`)).data ?? {};
  }

  /** A file that cannot be read says nothing. */
  async #json(path: string): Promise<unknown> {
    return parseJson((await readTextFile(this.#fs, path).catch(() => null)) ?? '');
  }

  get #path(): string {
    return `${this.#folder}/journal/device.json`;
  }
}

/** Journals of before there was a note: the devices that receipts name, whoever signed them. */
function devicesIn(receipts: z.infer<typeof receiptsSchema>): readonly string[] {
  const named = Object.values(receipts).map(({ statement }) => ownerSchema.safeParse(parseJson(statement)).data);
  return named.flatMap((owner) => owner?.device ?? []);
}
