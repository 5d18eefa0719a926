/** Input events once more, straight from linux/input.h and sharing nothing with the driver: all bytes at once. */
export function referenceKeysPressed(stream: Uint8Array): readonly number[] {
  const bytes = Buffer.from(stream);
  const pressed: number[] = [];
  for (let event = 0; event + 24 <= bytes.length; event += 24) {
    const [type, code, value] = [
      bytes.readUInt16LE(event + 16),
      bytes.readUInt16LE(event + 18),
      bytes.readInt32LE(event + 20),
    ];
    if (type === 1 && value === 1 && code > 0 && code < 256) pressed.push(code);
  }
  return pressed;
}
