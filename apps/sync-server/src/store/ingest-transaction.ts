import type { Pool, PoolClient } from 'pg';

/**
 * Runs `work` in one READ COMMITTED transaction on an ingest connection; rolls back if it throws. `work` may send
 * statements without awaiting the one before and returns the last of them together with its answer: they and the COMMIT
 * then travel together.
 */
export async function ingestTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<{ readonly answer: T; readonly last: readonly Promise<unknown>[] }>,
): Promise<T> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    const begun = client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    // Answered before anything that `work` awaits, because it was sent before.
    begun.catch(() => undefined);
    const { answer, last } = await work(client);
    const [committed] = await allOf([client.query('COMMIT'), begun, ...last]);
    // After a failed statement PostgreSQL answers COMMIT with ROLLBACK.
    if (committed.command !== 'COMMIT') throw new Error(`COMMIT was answered ${committed.command}`);
    return answer;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    await client.query('ROLLBACK').then(
      () => {
        failure = undefined;
      },
      () => undefined,
    );
    throw error;
  } finally {
    client.release(failure);
  }
}

/** Like Promise.all, but first lets every statement end: none may run on while the connection goes back to the pool. */
export async function allOf<const T extends readonly unknown[]>(
  statements: T,
): Promise<{ -readonly [I in keyof T]: Awaited<T[I]> }> {
  await Promise.allSettled(statements);
  return Promise.all(statements) as Promise<{ -readonly [I in keyof T]: Awaited<T[I]> }>;
}
