import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { encodings } from './encodings.ts';
import { Scanner } from './scanner.ts';

/** Writes a text in clear, in every form and in gzip too, where the scan looks; answers the forms that it did not find. */
export async function unseenForms(folder: string, text: string): Promise<readonly string[]> {
  const place = join(folder, 'control');
  await mkdir(place);
  const forms = encodings(text);
  const noise = (byte: number) => Buffer.alloc(1_000, byte);
  for (const [n, { bytes }] of forms.entries()) {
    const among = Buffer.concat([noise(n), bytes, noise(255 - n)]);
    await writeFile(join(place, `${n}`), among);
    await writeFile(join(place, `${n} zipped`), Buffer.concat([noise(n), gzipSync(among), noise(7)]));
  }
  const { hits } = await new Scanner([text]).scan([place]);
  const seen = new Set(hits.map(({ file, encoding }) => `${file} ${encoding}`));
  return forms.flatMap(({ encoding }, n) =>
    [join(place, `${n}`), `${join(place, `${n} zipped`)} (inflated)`]
      .filter((file) => !seen.has(`${file} ${encoding}`))
      .map((file) => `${encoding} in ${file}`),
  );
}
