interface Hashed {
  readonly text: string;
  readonly hash: string;
}

/** SHA-256 of the text's UTF-8 bytes, base64url without padding: the form of shared's Hash. */
export async function hashText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const binary = String.fromCharCode(...new Uint8Array(digest));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The records whose text still is what its hash says. */
export async function keepSound<T extends Hashed>(records: readonly T[]): Promise<readonly T[]> {
  const sound = await Promise.all(records.map(async ({ text, hash }) => (await hashText(text)) === hash));
  return records.filter((_, index) => sound[index]);
}

/** Whether every text still is what its hash says. */
export async function allSound(records: readonly Hashed[]): Promise<boolean> {
  return (await keepSound(records)).length === records.length;
}
