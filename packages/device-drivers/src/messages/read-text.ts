const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a message in UTF-8; undefined where it is none. */
export function readText(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
