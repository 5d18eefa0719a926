import { TestDevice, TestJournal, testEvaluation, testPlace } from '@pingjia/sync-server/testing';
import { SeededRandom } from '@pingjia/shared/testing';
import type { County } from '../harness/county.ts';

const parallel = 64;

export interface StormReport {
  readonly rounds: number;
  readonly posts: number;
  /** Rounds whose answers were not all the same, were not all successes, or stored anything but one batch. */
  readonly wrong: readonly string[];
  readonly seconds: number;
}

/** So many rounds of 64 identical pushes at once at a real server, a new batch of one evaluation each round. */
export async function identicalPosts(county: County, rounds: number): Promise<StormReport> {
  const device = new TestDevice(county.serverUrl);
  const enrolled = await device.enroll(await county.enrollmentCode());
  if (enrolled.code !== null) throw new Error(enrolled.code);
  const random = new SeededRandom(64);
  const journal = new TestJournal(random);
  await device.push(journal.batch(device.deviceId));
  const wrong: string[] = [];
  const begun = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    const from = journal.append({ type: 'evaluation', data: testEvaluation(random, testPlace) }).seq;
    const batch = journal.batch(device.deviceId, from);
    const answers = await Promise.all(Array.from({ length: parallel }, () => device.push(batch)));
    const bodies = new Set(answers.map(({ code, body }) => `${code} ${JSON.stringify(body)}`));
    const stored = answers.reduce((sum, { accepted }) => sum + (accepted ?? 0), 0);
    if (bodies.size !== 1 || answers[0]?.code !== null || stored !== 1)
      wrong.push(`round ${round}: ${bodies.size} different answers, ${stored} stored, ${answers[0]?.code}`);
  }
  const items = await county.evaluations();
  const rows = items.filter(({ deviceId }) => deviceId === device.deviceId).length;
  if (rows !== rounds) wrong.push(`${rows} rows after ${rounds} rounds`);
  return { rounds, posts: rounds * parallel, wrong, seconds: (performance.now() - begun) / 1_000 };
}
