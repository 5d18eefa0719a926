import type { CommittedTables } from '@pingjia/sync-server/memory-store';
import { unpacked } from './unpacked-text.ts';

/** All that the server holds as one text, records in records unpacked: presses are looked for in it by their names. */
export function heldText({ records }: CommittedTables): string {
  return [...records.values()].map(({ bytes }) => unpacked(bytes?.toString('utf8') ?? '')).join('\n');
}
