/**
 * The pad's half of `pingjia-line` once more, straight from the specification and sharing nothing with the driver: whole
 * text at once, one expression a verb, the CRC from its table form.
 */
const forms = [
  /^KEY,(?!00|FF)[0-9A-F]{2},[0-9A-F]{4},(0|[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5]),[1-9]$/,
  /^PONG,(?!00|FF)[0-9A-F]{2},[\w.-]{1,24},[\w.-]{1,24}$/,
  /^ACK,(?!00|FF)[0-9A-F]{2},(ARM|THANK|LED|SAY|RESET)$/,
  /^HELLO,(?!00|FF)[0-9A-F]{2},[0-9A-F]{4},[\w.-]{1,24},[\w.-]{1,24}$/,
];

const table = Array.from({ length: 256 }, (_, high) => {
  let remainder = high << 8;
  for (let shift = 0; shift < 8; shift += 1)
    remainder = remainder & 0x8000 ? (remainder << 1) ^ 0x11021 : remainder << 1;
  return remainder;
});

function checksum(bytes: Uint8Array): number {
  return bytes.reduce((crc, byte) => ((crc << 8) & 0xff00) ^ (table[(crc >> 8) ^ byte] ?? 0), 0xffff);
}

/** The bodies of all valid pad messages in a stream, in order. */
export function referenceBodies(stream: Uint8Array): readonly string[] {
  const text = Buffer.from(stream).toString('latin1');
  const candidates = text.matchAll(/\$([^$*\r\n]*)\*([0-9A-F]{4})\r\n/g);
  return [...candidates].flatMap(([line, body = '', given = '']) => {
    const sound = line.length <= 96 && checksum(Buffer.from(body, 'latin1')) === Number.parseInt(given, 16);
    return sound && forms.some((form) => form.test(body)) ? [body] : [];
  });
}
