import type { CommittedTables } from '@pingjia/sync-server/memory-store';

interface Evaluated {
  grade: string;
  details: readonly string[] | null;
}

interface Told {
  readonly boot: string;
  readonly mono: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Evaluations as they follow from the bytes of all held records, read without any of the server's code. */
export function referenceEvaluations({ records }: CommittedTables): ReadonlyMap<string, Evaluated> {
  const told = [...records.values()].flatMap(({ device_id, bytes }) => {
    const record = bytes === null ? null : unpack(JSON.parse(bytes.toString('utf8')));
    return record === null ? [] : [{ device: device_id, ...record }];
  });
  const evaluations = new Map<string, Evaluated>();
  for (const { device, type, data } of told) {
    if (type === 'evaluation')
      evaluations.set(`${device} ${String(data['evaluationId'])}`, { grade: String(data['grade']), details: null });
  }
  // An evaluation is amended within one run of the host: its monotonic clock tells the order.
  for (const { device, type, data } of told.toSorted((a, b) => a.mono - b.mono)) {
    const evaluation = evaluations.get(`${device} ${String(data['evaluationId'])}`);
    if (evaluation === undefined) continue;
    if (type === 'evaluation-changed') evaluation.grade = String(data['to']);
    if (type === 'follow-up-closed') evaluation.details = data['details'] as readonly string[];
  }
  return evaluations;
}

type Unpacked = Told & { readonly type: string };

function unpack(record: Unpacked): Unpacked {
  return record.type === 'record-carried' ? (JSON.parse(String(record.data['record'])) as Unpacked) : record;
}

/** How the server's evaluations differ from those that follow from its records; null if they do not. */
export function findDifference(tables: CommittedTables): string | null {
  const expected = referenceEvaluations(tables);
  if (expected.size !== tables.evaluations.size)
    return `server: ${tables.evaluations.size} evaluations, its records say ${expected.size}`;
  for (const { device_id, evaluation_id, grade, details } of tables.evaluations.values()) {
    const reference = expected.get(`${device_id} ${evaluation_id}`);
    if (reference === undefined) return `server: evaluation ${evaluation_id} is in no record`;
    const [is, should] = [`${grade} ${details?.join(',')}`, `${reference.grade} ${reference.details?.join(',')}`];
    if (is !== should) return `server: evaluation ${evaluation_id} is ${is}, its records say ${should}`;
  }
  return null;
}
