import { recordTypes } from '@pingjia/shared';
import { JournalSurvey } from '../host/journal/survey.ts';
import { exits, type Io } from './io.ts';
import type { PadFolder } from './pad-folder.ts';
import { type SelectedItem, type Selection, storedRecords } from './stored-records.ts';

/** Prints records for people, or as one JSON line each. */
export async function show(
  { source }: PadFolder,
  { json, ...selection }: Selection & { readonly json: boolean },
  { say, complain }: Io,
): Promise<number> {
  const survey = await JournalSurvey.of(source);
  try {
    if (selection.epoch !== undefined && !survey.epochs.some(({ epoch }) => epoch === selection.epoch)) {
      complain(`There is no epoch “${selection.epoch}” in this journal; “verify” names those that there are.`);
      return exits.usage;
    }
    let epoch = '';
    let shown = 0;
    for await (const selected of storedRecords(survey, selection)) {
      if (!json && selected.epoch !== epoch) say(`epoch ${selected.epoch}`);
      epoch = selected.epoch;
      say(json ? asJson(selected) : asText(selected));
      shown += 1;
    }
    if (shown === 0) complain(nothingShown(selection.type));
    return exits.fine;
  } finally {
    await survey.close();
  }
}

function nothingShown(type: string | undefined): string {
  const nothing = 'No record of this journal is what was asked for.';
  if (type === undefined || type in recordTypes) return nothing;
  return `${nothing} There is no type “${type}”; there are ${Object.keys(recordTypes).join(', ')}.`;
}

function asText({ item, record }: SelectedItem): string {
  const seq = String(item.seq).padStart(8);
  if (item.kind === 'hole') return `${seq}  ${item.to > item.seq ? `… to ${item.to}: ` : ''}cannot be read`;
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
