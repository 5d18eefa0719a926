/** Numbers of the NBD protocol, from its document (NetworkBlockDevice/nbd, doc/proto.md): fixed newstyle, simple replies. */
export const nbd = {
  greeting: Buffer.from('NBDMAGICIHAVEOPT', 'latin1'),
  optionMagic: Buffer.from('IHAVEOPT', 'latin1'),
  optionReplyMagic: 0x3e889045565a9n,
  requestMagic: 0x25609513,
  replyMagic: 0x67446698,
  /** FIXED_NEWSTYLE and NO_ZEROES. */
  handshakeFlags: 3,
  /** HAS_FLAGS, SEND_FLUSH and SEND_FUA. */
  exportFlags: 1 | 4 | 8,
  options: { abort: 2, info: 6, go: 7 },
  replies: { acknowledged: 1, info: 3, unsupported: 0x8000_0001 },
  commands: { read: 0, write: 1, disconnect: 2, flush: 3 },
  forceUnitAccess: 1,
  invalid: 22,
} as const;

export const requestBytes = 28;
export const optionBytes = 16;

/** Longest transfer that is answered; QEMU asks for at most 32 MiB. */
export const maxTransferBytes = 64 * 1024 * 1024;

export interface NbdRequest {
  readonly flags: number;
  readonly command: number;
  readonly cookie: bigint;
  readonly offset: number;
  readonly length: number;
}

/** Reads a request's head; null where it is none. */
export function readRequest(head: Buffer): NbdRequest | null {
  if (head.readUInt32BE(0) !== nbd.requestMagic) return null;
  return {
    flags: head.readUInt16BE(4),
    command: head.readUInt16BE(6),
    cookie: head.readBigUInt64BE(8),
    offset: Number(head.readBigUInt64BE(16)),
    length: head.readUInt32BE(24),
  };
}

export function reply(cookie: bigint, error: number, data: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(nbd.replyMagic, 0);
  head.writeUInt32BE(error, 4);
  head.writeBigUInt64BE(cookie, 8);
  return Buffer.concat([head, data]);
}

export function optionReply(option: number, type: number, data: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(20);
  head.writeBigUInt64BE(nbd.optionReplyMagic, 0);
  head.writeUInt32BE(option, 8);
  head.writeUInt32BE(type, 12);
  head.writeUInt32BE(data.length, 16);
  return Buffer.concat([head, data]);
}

/** The answer that names the export's size and what it can do. */
export function exportInfo(size: number): Buffer {
  const info = Buffer.alloc(12);
  info.writeBigUInt64BE(BigInt(size), 2);
  info.writeUInt16BE(nbd.exportFlags, 10);
  return info;
}
