/** Sealed texts are filled up to a multiple of so many bytes: the length of what a citizen wrote is nobody's business. */
export const paddingBlock = 256;

/** Appends one byte 0x80 and as many zeros as fill the block (ISO/IEC 7816-4): at least one byte. */
export function pad(plain: Uint8Array): Uint8Array {
  const padded = new Uint8Array((Math.floor(plain.length / paddingBlock) + 1) * paddingBlock);
  padded.set(plain);
  padded[plain.length] = 0x80;
  return padded;
}

/** What was padded; null where it was not. */
export function unpad(padded: Uint8Array): Uint8Array | null {
  const end = padded.findLastIndex((byte) => byte !== 0);
  return padded.length % paddingBlock === 0 && padded[end] === 0x80 ? padded.subarray(0, end) : null;
}
