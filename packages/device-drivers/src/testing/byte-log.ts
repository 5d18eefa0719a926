/** Everything a connection delivered, and promises for what is still to come. */
export interface ByteLog {
  readonly data: (bytes: Uint8Array) => void;
  readonly bytes: readonly number[];
  /** The lengths in which they came: of messages, one each. */
  readonly chunks: readonly number[];
  /** Settles when that many bytes have arrived in all. */
  reaches(length: number): Promise<readonly number[]>;
}

export function createByteLog(): ByteLog {
  const bytes: number[] = [];
  const chunks: number[] = [];
  const waiting = new Set<() => void>();
  return {
    bytes,
    chunks,
    data(more) {
      chunks.push(more.length);
      for (const byte of more) bytes.push(byte);
      for (const look of waiting) look();
    },
    reaches: (length) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (bytes.length < length) return;
          waiting.delete(look);
          resolve(bytes);
        };
        waiting.add(look);
        look();
      }),
  };
}
