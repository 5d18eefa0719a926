import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { inRepository, readText } from './repository.ts';

const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: inRepository('') });

/** Links and images of a page that point into the repository, without their anchors. */
function localLinks(text: string): readonly string[] {
  return Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '');
}

test.each(pages)('what %s links to exists', (page) => {
  const missing = localLinks(readText(page)).filter((target) => !existsSync(inRepository(join(dirname(page), target))));
  expect(missing).toEqual([]);
});

test.each(pages)('%s names no machine', (page) => {
  expect(readText(page)).not.toMatch(/(^|[\s`("])\/(work|root|home|tmp)\//m);
});
