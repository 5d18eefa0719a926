import { errorCodes, errorTable } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { errorsPage } from './errors-page.ts';
import { readText } from './repository.ts';

test('docs/errors.md is what the error table says', () => {
  expect(readText('docs/errors.md')).toBe(errorsPage());
});

test('the page has every code once, in a section, with its cause and what to do', () => {
  const [intro = '', ...parts] = errorsPage().split(/^## /m);
  expect(intro).not.toContain('### ');
  const entries = parts.flatMap((part) => part.split(/^### /m).slice(1));
  expect(entries.map((entry) => entry.split('\n', 1)[0])).toEqual(errorCodes);
  for (const code of errorCodes) {
    const entry = entries.find((candidate) => candidate.startsWith(`${code}\n`));
    expect(entry).toContain(errorTable[code].means);
    expect(entry).toContain(`**What to do:** ${errorTable[code].todo}`);
  }
});
