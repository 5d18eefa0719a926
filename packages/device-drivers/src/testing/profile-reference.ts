/**
 * The pads of the two example profiles once more, by hand and sharing nothing with the interpreter: the whole stream at
 * once, one loop or one expression each. The keys of all presses, in order.
 */
export function addressedBinaryReference(stream: Uint8Array, address = 1): readonly number[] {
  const keys: number[] = [];
  let at = 0;
  while (at + 8 <= stream.length) {
    const [one, two, unit, command, key = 0, number = 0, spare = 0, sum] = stream.subarray(at, at + 8);
    const sound = one === 170 && two === 85 && sum === ((unit ?? 0) ^ (command ?? 0) ^ key ^ number ^ spare);
    if (sound && unit === address && command === 75) keys.push(key);
    at += sound ? 8 : 1;
  }
  return keys;
}

export function textLineReference(stream: Uint8Array): readonly number[] {
  const text = Buffer.from(stream).toString('latin1');
  return Array.from(text.matchAll(/#([^#]*?)\r\n/gs), ([line, body]) => {
    const digits = line.length <= 32 && body !== undefined ? /^KEY=(\d\d?\d?)$/.exec(body)?.[1] : undefined;
    return digits === undefined ? 256 : Number.parseInt(digits, 10);
  }).filter((key) => key < 256);
}
