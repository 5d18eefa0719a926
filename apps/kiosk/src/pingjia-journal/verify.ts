import { type Finding, JournalSurvey } from '../host/journal/survey.ts';
import { exits, type Io } from './io.ts';
import type { PadFolder } from './pad-folder.ts';
import { findingWords, whatToDo } from './words.ts';

/** Findings printed; a journal of garbage has thousands. */
const shown = 20;

/** Checks everything and names the first bad record. */
export async function verify({ source, anchors, doubts }: PadFolder, { say }: Io): Promise<number> {
  const survey = await JournalSurvey.of(source);
  try {
    for (const { epoch, tip, pruned, holes, torn } of survey.epochs) {
      const receipt = anchors.find((anchor) => anchor.epoch === epoch);
      const lost = holes.reduce((sum, { from, to }) => sum + to - from + 1, 0);
      say(
        [
          `epoch ${epoch}: records ${pruned.seq + 1} to ${tip.seq}`,
          ...(pruned.seq > 0 ? [`${pruned.seq} dropped after the server had them`] : []),
          ...(lost > 0 ? [`${lost} cannot be read`] : []),
          receipt === undefined ? 'no receipt' : `receipt up to ${receipt.seq}`,
          ...(torn ? ['ends in an append that a power cut tore; the next start covers it'] : []),
        ].join(', '),
      );
    }
    for (const doubt of doubts) say(doubt);
    const findings = await survey.findings(anchors);
    if (findings.length === 0) {
      say('Every record is there and unaltered.');
      return exits.fine;
    }
    const [first] = findings;
    say(`\nFirst bad record: epoch ${first?.epoch}, seq ${first?.seq}`);
    for (const finding of findings.slice(0, shown)) say(`  ${describe(finding)}`);
    if (findings.length > shown) say(`  … and ${findings.length - shown} more`);
    say(`\n${whatToDo}`);
    return exits.damaged;
  } finally {
    await survey.close();
  }
}

function describe({ kind, epoch, seq, file, offset }: Finding): string {
  const place = file === null ? `epoch ${epoch}` : `${file}, byte ${offset}`;
  return `seq ${seq} (${place}): ${findingWords[kind]}`;
}
