import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readExampleProfile } from '../fuzz/example-profiles.ts';
import { replay } from '../pingjia-pad/replay.ts';
import { createProfileFamily } from './profile-family.ts';
import { formatRecordingLine, parseRecording } from './recording.ts';

describe('recordings', () => {
  it.each(['addressed-binary', 'text-line'])('PF24: %s means what its recording says', (name) => {
    const text = readFileSync(new URL(`../../profiles/${name}.recording`, import.meta.url), 'utf8');
    const entries = parseRecording(text);
    if (!entries.ok) throw new Error(entries.error);
    expect(entries.value.filter(({ kind }) => kind === 'expected').length).toBeGreaterThan(5);
    expect(replay(createProfileFamily(readExampleProfile(name)), {}, entries.value)).toMatchObject({
      ok: true,
      value: { differences: [] },
    });
  });

  it('PF23: what is written is read back', () => {
    const line = fc.record({
      kind: fc.constantFrom('received' as const, 'sent' as const),
      bytes: fc.uint8Array({ maxLength: 40 }),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const text = lines.map(({ kind, bytes }, index) => formatRecordingLine(kind, index * 10, bytes)).join('\n');
        const read = parseRecording(text);
        if (!read.ok) throw new Error(read.error);
        expect(read.value).toEqual(
          lines.map(({ kind, bytes }, index) => ({ kind, bytes, at: index * 10, line: index + 1 })),
        );
      }),
    );
  });

  it.each([
    ['AA 55', 'line 1: write < or >'],
    ['# ok\n< AA 5', 'line 2: write < or >'],
    ['< @10 AA\n< @9 AA', 'line 2: @9 is earlier'],
    ['< @-1 AA', 'line 1'],
    ['\u0000', 'line 1'],
  ])('PF23: %j is refused by line', (text, sentence) => {
    expect(parseRecording(text)).toEqual({ ok: false, error: expect.stringContaining(sentence) });
  });

  it('PF23: an expectation that does not hold is told by line', () => {
    const entries = parseRecording('< 23 4B 45 59 3D 35 0D 0A\n= press 4\n< 23\n= nothing');
    if (!entries.ok) throw new Error(entries.error);
    expect(replay(createProfileFamily(readExampleProfile('text-line')), {}, entries.value)).toMatchObject({
      value: { differences: ['line 1: "press 4" was expected, it was "press 5"'] },
    });
  });
});
