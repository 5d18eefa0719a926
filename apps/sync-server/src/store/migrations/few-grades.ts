import { type Kysely, sql } from 'kysely';

/**
 * For lists of the grades that are few: without it, the last fifty of them are looked for among all. Of the others the last
 * fifty are always near, and an index of everything would cost a tenth of the intake.
 */
export async function indexFewGrades(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX evaluations_few_grades ON evaluations (grade, accepted_at)
    WHERE grade IN ('basically_satisfied', 'dissatisfied', 'very_dissatisfied')`.execute(db);
}
