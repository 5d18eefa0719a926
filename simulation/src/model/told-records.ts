/** What one held record says, read without any of the server's code; of a carrier, what it carries. */
export interface ToldRecord {
  readonly device: string;
  readonly epoch: string;
  readonly seq: number;
  readonly type: string;
  readonly boot: string;
  readonly mono: number;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Row {
  readonly device_id: string;
  readonly bytes: Buffer | null;
}

export function tellRecords(rows: readonly Row[]): readonly ToldRecord[] {
  return rows.flatMap(({ device_id, bytes }) => {
    if (bytes === null) return [];
    const record = JSON.parse(bytes.toString('utf8')) as ToldRecord;
    const told = record.type === 'record-carried' ? (JSON.parse(String(record.data['record'])) as ToldRecord) : record;
    return [{ ...told, device: device_id }];
  });
}
