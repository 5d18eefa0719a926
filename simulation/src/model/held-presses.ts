import type { CommittedTables } from '@pingjia/sync-server/memory-store';

/** All that the server holds as one text, records in records unpacked: presses are looked for in it by their names. */
export function heldText({ records }: CommittedTables): string {
  return [...records.values()]
    .map(({ bytes }) => {
      const text = bytes?.toString('utf8') ?? '';
      return text.includes('"type":"record-carried"') ? text.replaceAll('\\"', '"') : text;
    })
    .join('\n');
}
