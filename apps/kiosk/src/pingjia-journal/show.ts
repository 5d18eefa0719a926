import { JournalSurvey } from '../host/journal/survey.ts';
import { exits, type Io } from './io.ts';
import type { PadFolder } from './pad-folder.ts';
import { type SelectedItem, type Selection, storedRecords } from './stored-records.ts';

/** Prints records for people, or as one JSON line each. */
export async function show(
  { source }: PadFolder,
  { json, ...selection }: Selection & { readonly json: boolean },
  { say }: Io,
): Promise<number> {
  const survey = await JournalSurvey.of(source);
  try {
    let epoch = '';
    for await (const selected of storedRecords(survey, selection)) {
      if (!json && selected.epoch !== epoch) say(`epoch ${selected.epoch}`);
      epoch = selected.epoch;
      say(json ? asJson(selected) : asText(selected));
    }
    return exits.fine;
  } finally {
    await survey.close();
  }
}

function asText({ item, record }: SelectedItem): string {
  const seq = String(item.seq).padStart(8);
  if (item.kind === 'hole') return `${seq}  … to ${item.to}: cannot be read`;
  if (record === null) return `${seq}  bytes that this version cannot understand`;
  return `${seq}  ${timeOf(record.wall)}  ${record.type}  ${JSON.stringify(record.data)}`;
}

function asJson({ epoch, item, record }: SelectedItem): string {
  if (item.kind === 'hole') return JSON.stringify({ epoch, seq: item.seq, to: item.to, hole: true });
  return JSON.stringify({ epoch, seq: item.seq, hash: item.hash, record });
}

/** The device's clock may have said anything. */
function timeOf(wall: number): string {
  const date = new Date(wall);
  return Number.isNaN(date.getTime()) ? `${wall} ms` : date.toISOString();
}
