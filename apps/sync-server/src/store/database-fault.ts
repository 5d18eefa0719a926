import { type Fault, fault } from '@pingjia/shared';

/**
 * SQLSTATEs that pass by themselves: connection, resources, operator intervention, conflicts and limits. XX000 is how a
 * Citus cluster reports a serialisation conflict inside one device.
 */
const passing = /^(08|53|57P)|^(25006|3D000|25P0[34]|40001|40P01|55P03|57014|XX000)$/;
const network = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);
/** Text that PostgreSQL cannot hold. */
const unstorable = new Set(['22021', '22P05']);
/** What the driver says without a code. */
const driver =
  /connection (terminated|error|timeout)|not queryable|timeout exceeded when trying to connect|after calling end on the pool/i;

/** Whether the database refused the data itself: the same data will be refused again. */
export function isDataFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^2[23]/.test(error.code);
}

/** SERVER_BUSY if the database cannot work right now, REQUEST_INVALID for text it cannot hold, null for anything else. */
export function databaseFault(error: unknown): Fault | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (unstorable.has(code)) return fault('REQUEST_INVALID', 'U+0000');
  if (passing.test(code) || network.has(code)) return fault('SERVER_BUSY', code);
  return code === '' && driver.test(error.message) ? fault('SERVER_BUSY') : null;
}
