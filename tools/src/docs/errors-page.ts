import { type ErrorCode, errorCodes, errorTable } from '@pingjia/shared';

/** A heading and the code that its section begins with; the codes up to the next section follow in the table's order. */
const sections: readonly (readonly [title: string, first: ErrorCode])[] = [
  ['Between pads and server', 'PROTOCOL_MISSING'],
  ['Between anyone and server', 'REQUEST_INVALID'],
  ['Journal and identity of a pad', 'JOURNAL_LOCKED'],
  ['Between screen, local callers and host', 'BRIDGE_MESSAGE_INVALID'],
  ['Button pads', 'PAD_ADDRESS_INVALID'],
];

const intro = `# Error codes

Every failure that reaches a person or crosses a wire has one of these codes, with a detail where one helps. An HTTP refusal
carries it as \`{"error":{"code":…,"message":…,"detail":…,"requestId":…}}\`.

This page is made from \`packages/shared/src/errors/\` by \`node tools/src/docs/main.ts\`; change it there.
`;

/** The text of docs/errors.md. */
export function errorsPage(): string {
  return intro + errorCodes.map((code) => headingBefore(code) + entry(code)).join('');
}

function headingBefore(code: ErrorCode): string {
  const section = sections.find(([, first]) => first === code);
  return section === undefined ? '' : `\n## ${section[0]}\n`;
}

function entry(code: ErrorCode): string {
  const { means, todo } = errorTable[code];
  return `\n### ${code}\n\n${means}\n\n**What to do:** ${todo}\n`;
}
