/** SHA-256 of the text's UTF-8 bytes, base64url without padding: the form of shared's Hash. */
export async function hashText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const binary = String.fromCharCode(...new Uint8Array(digest));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Whether every text still is what its hash says. */
export async function allSound(records: readonly { readonly text: string; readonly hash: string }[]): Promise<boolean> {
  const sound = await Promise.all(records.map(async ({ text, hash }) => (await hashText(text)) === hash));
  return !sound.includes(false);
}
