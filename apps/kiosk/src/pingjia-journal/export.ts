import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { JournalSurvey } from '../host/journal/survey.ts';
import { exits, type Io } from './io.ts';
import type { PadFolder } from './pad-folder.ts';
import { storedRecords } from './stored-records.ts';
import { counted } from './words.ts';

/**
 * Writes every verified record as a line {"epoch","seq","hash","bytes"}, bytes being base64 of exactly what was hashed.
 * What cannot be read is left out and counted. An existing file is not overwritten.
 */
export async function exportRecords(
  { source }: PadFolder,
  out: string | undefined,
  { say, complain }: Io,
): Promise<number> {
  const survey = await JournalSurvey.of(source);
  let records = 0;
  let lost = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const { epoch, item } of storedRecords(survey, {})) {
      if (item.kind === 'hole') lost += item.to - item.seq + 1;
      else {
        records += 1;
        const bytes = Buffer.from(item.bytes).toString('base64');
        yield `${JSON.stringify({ epoch, seq: item.seq, hash: item.hash, bytes })}\n`;
      }
    }
  }
  try {
    if (out === undefined) for await (const line of lines()) say(line.trimEnd());
    else {
      await pipeline(Readable.from(lines()), createWriteStream(out, { flags: 'wx', mode: 0o600 }));
      say(`${counted(records, 'record')} written to ${out}.`);
    }
    if (lost > 0) complain(`${counted(lost, 'unreadable record')} left out; “verify” says where.`);
    return lost > 0 ? exits.damaged : exits.fine;
  } finally {
    await survey.close();
  }
}
