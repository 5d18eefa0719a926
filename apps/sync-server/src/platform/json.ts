const decoder = new TextDecoder('utf-8', { fatal: true });

/** The JSON in `bytes`, or undefined if there is none. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}
