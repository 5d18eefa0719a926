import { type Fault, formatPadAddress, type PadAddress, parsePadAddress, type Result } from '@pingjia/shared';
import { z } from 'zod';
import type { FileSystem } from '../journal/file-system.ts';
import { JsonFile } from './json-file.ts';

/** The most pads one host looks after. */
export const maxPads = 16;

const padAddressTextSchema = z
  .string()
  .max(300)
  .refine((text) => parsePadAddress(text).ok, 'not a pad address');

const padListSchema = z.array(padAddressTextSchema).max(maxPads);

/** The pads a technician added to this device, kept as their addresses in pads.json. */
export class PadList {
  readonly #file: JsonFile<string[]>;

  constructor(fs: FileSystem, folder: string) {
    this.#file = new JsonFile(fs, `${folder}/pads.json`, padListSchema);
  }

  /** None where the file cannot be read; the fault says so. */
  async load(): Promise<{ readonly pads: readonly PadAddress[]; readonly fault: Fault | null }> {
    const loaded = await this.#file.load();
    if (!loaded.ok) return { pads: [], fault: loaded.error };
    const parsed = (loaded.value ?? []).map((text) => parsePadAddress(text));
    return { pads: parsed.flatMap((address) => (address.ok ? [address.value] : [])), fault: null };
  }

  save(pads: readonly PadAddress[]): Promise<Result<void>> {
    return this.#file.save(pads.map((address) => formatPadAddress(address)));
  }
}
