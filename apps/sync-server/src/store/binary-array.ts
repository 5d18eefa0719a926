/**
 * One-dimensional arrays in PostgreSQL's binary wire format (array_recv): the driver sends a Buffer as it is, so that
 * five hundred rows cost neither quoting here nor parsing there.
 */
const oids = { bytea: 17, int8: 20, float8: 701, text: 25, uuid: 2950, bool: 16 } as const;

export function byteaArray(values: readonly (Uint8Array | null)[]): Buffer {
  return encode(oids.bytea, values);
}

export function textArray(values: readonly (string | null)[]): Buffer {
  return encode(
    oids.text,
    values.map((value) => (value === null ? null : Buffer.from(value, 'utf8'))),
  );
}

/** Values are safe integers. */
export function int8Array(values: readonly number[]): Buffer {
  return encode(
    oids.int8,
    values.map((value) => {
      const bytes = Buffer.allocUnsafe(8);
      bytes.writeBigInt64BE(BigInt(value));
      return bytes;
    }),
  );
}

export function float8Array(values: readonly (number | null)[]): Buffer {
  return encode(
    oids.float8,
    values.map((value) => {
      if (value === null) return null;
      const bytes = Buffer.allocUnsafe(8);
      bytes.writeDoubleBE(value);
      return bytes;
    }),
  );
}

export function uuidArray(values: readonly (string | null)[]): Buffer {
  return encode(
    oids.uuid,
    values.map((value) => (value === null ? null : Buffer.from(value.replaceAll('-', ''), 'hex'))),
  );
}

export function boolArray(values: readonly boolean[]): Buffer {
  return encode(
    oids.bool,
    values.map((value) => Buffer.of(value ? 1 : 0)),
  );
}

function encode(oid: number, values: readonly (Uint8Array | null)[]): Buffer {
  const size = values.reduce((sum, value) => sum + 4 + (value?.length ?? 0), 20);
  const out = Buffer.allocUnsafe(size);
  // Dimensions, whether nulls occur, element type, length, lower bound.
  out.writeInt32BE(1, 0);
  out.writeInt32BE(1, 4);
  out.writeInt32BE(oid, 8);
  out.writeInt32BE(values.length, 12);
  out.writeInt32BE(1, 16);
  let offset = 20;
  for (const value of values) {
    offset = out.writeInt32BE(value?.length ?? -1, offset);
    if (value === null) continue;
    out.set(value, offset);
    offset += value.length;
  }
  return out;
}
