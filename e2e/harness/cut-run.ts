import type { Host } from '@pingjia/kiosk/host';
import type { County } from './county.ts';
import { eventually } from './county.ts';
import { Relay, type Way } from './relay.ts';
import { evaluate, startHost, untilSent } from './with-host.ts';

export interface CutReport {
  /** Bytes of the push that was measured, and of its answer. */
  readonly request: number;
  readonly answer: number;
  readonly cuts: number;
  readonly pressed: number;
}

interface Cut {
  readonly way: Way;
  /** Bytes that still pass. */
  readonly after: number;
}

/** Milliseconds until something has arrived at the latest, and between two looks. */
const [patience, look] = [20_000, 2];
const batch = /POST \S+\/batches HTTP/;

/**
 * A pad pushes over a line that is cut after byte N of the push, then of its answer, for every `stride`th N of both, the
 * first and last four in any case. Resolves when all of it has arrived; rejects where something does not.
 */
export async function cutRun(county: County, stride: number): Promise<CutReport> {
  const line = await Relay.open(() => county.port);
  const host = await startHost(`${county.folder}/cut`);
  try {
    const enrolled = await host.enroll(`http://127.0.0.1:${line.port}`, await county.enrollmentCode());
    if (!enrolled.ok) throw new Error(enrolled.error.code);
    await evaluate(host, 0, 1);
    await untilSent(host);
    const size = await measure(host, line);
    const cuts = [
      ...places(size.request, stride).map((after): Cut => ({ way: 'request', after })),
      ...places(size.answer, stride).map((after): Cut => ({ way: 'answer', after })),
    ];
    for (const [n, cut] of cuts.entries()) await pushThrough(host, line, cut, n + 2);
    return { ...size, cuts: cuts.length, pressed: cuts.length + 2 };
  } finally {
    line.release();
    await host.stop();
    await line.close();
  }
}

function places(length: number, stride: number): number[] {
  return Array.from({ length }, (_, at) => at).filter((at) => at % stride === 0 || at < 4 || at >= length - 4);
}

/** How many bytes a push of one act has, and its answer. */
async function measure(host: Host, line: Relay): Promise<Record<Way, number>> {
  const seen = { request: 0, answer: 0 };
  let pushing = false;
  line.watch = (way, bytes) => {
    if (way === 'request') pushing ||= batch.test(bytes.toString('latin1'));
    if (pushing) seen[way] += bytes.length;
    return bytes.length;
  };
  await press(host, 1);
  await untilSent(host, patience, look);
  line.release();
  return seen;
}

async function pushThrough(host: Host, line: Relay, { way, after }: Cut, name: number): Promise<void> {
  let left = after;
  let done = false;
  line.watch = (passing, bytes, passage) => {
    if (done) return bytes.length;
    if (passing === 'request' && batch.test(bytes.toString('latin1'))) passage.notes.set('push', true);
    if (passing !== way || !passage.notes.has('push')) return bytes.length;
    const allowed = Math.min(left, bytes.length);
    left -= allowed;
    if (allowed < bytes.length) done = true;
    return allowed;
  };
  await press(host, name);
  await eventually(
    async () => {
      if (done) host.retrySync();
      return host.status().sync;
    },
    ({ phase, unsent }) => phase === 'current' && unsent === 0,
    patience,
    look,
  );
}

/** One act of two records: they travel in one batch, or in two if the first is quick. */
async function press(host: Host, name: number): Promise<void> {
  const pressId = `60000000-0000-4000-8000-${String(name).padStart(12, '0')}`;
  const armed = host.session.arm('staff');
  const pressed = host.session.press({ kind: 'touch', pressId }, 'satisfied');
  if (!(await armed).ok || !(await pressed).ok) throw new Error('the journal refused a press');
}
