import { expect, test } from 'vitest';
import { withServer } from '../src/testing/index.ts';

test('SY45: a list of bad grades is not looked for among all the good ones', () =>
  withServer(async (server) => {
    await server.query(
      `INSERT INTO evaluations (device_id, epoch, seq, evaluation_id, session_id, site_id, window_id, grade, first_grade,
         channel, armed_by, source, evaluated_ms, accepted_at)
       SELECT gen_random_uuid(), gen_random_uuid(), s, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
         gen_random_uuid(), CASE WHEN s < 5 THEN 'dissatisfied' ELSE 'satisfied' END, 'satisfied', 'window-pad', 'staff',
         'pad', 0, now() + s * interval '1 second'
       FROM generate_series(1, 20000) s`,
    );
    await server.query('ANALYZE evaluations');
    const plan = await server.query(
      `EXPLAIN SELECT e.* FROM evaluations e WHERE e.grade = $1
       ORDER BY e.accepted_at DESC, e.device_id DESC, e.epoch DESC, e.seq DESC LIMIT 51`,
      ['dissatisfied'],
    );
    expect(JSON.stringify(plan)).toContain('evaluations_few_grades');
  }));
