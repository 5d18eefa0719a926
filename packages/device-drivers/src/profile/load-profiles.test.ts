import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadProfiles } from './load-profiles.ts';

const examples = fileURLToPath(new URL('../../profiles', import.meta.url));

async function folder(files: Readonly<Record<string, string>>): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'pingjia-profiles-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
  return path;
}

const sound = (name: string): string =>
  JSON.stringify({
    profile: 1,
    name,
    version: '1',
    framing: { kind: 'fixed', size: 1 },
    messages: [{ means: 'press', key: { at: 0 } }],
  });

describe('a folder of profiles', () => {
  it('PF4: the examples are families', async () => {
    const { families, faults } = await loadProfiles(examples);
    expect([families.map(({ profile }) => profile), faults]).toEqual([['addressed-binary', 'text-line'], []]);
  });

  it('PF4: a broken file is told by name and line and stops no other', async () => {
    const path = await folder({
      'a.yaml': 'profile: 2\n',
      'b.json': sound('pad-b'),
      'c.yml': '{',
      'd.txt': 'no profile',
    });
    await mkdir(join(path, 'e.yaml'));
    const { families, faults } = await loadProfiles(path);
    expect(families.map(({ profile }) => profile)).toEqual(['pad-b']);
    expect(faults.map(({ file }) => file.replace(`${path}/`, ''))).toEqual(['a.yaml', 'c.yml', 'e.yaml']);
    expect(faults[0]?.problems[0]).toMatchObject({ line: 1, column: 1 });
  });

  it('PF4: a name that is taken is told', async () => {
    const path = await folder({ 'a.json': sound('pad-a'), 'b.json': sound('pad-a'), 'c.json': sound('pingjia-line') });
    const { families, faults } = await loadProfiles(path, ['pingjia-line']);
    expect(families).toHaveLength(1);
    expect(faults.map(({ file, problems }) => `${file}: ${problems[0]?.problem}`)).toEqual([
      'b.json: the name pad-a is taken by a.json',
      'c.json: the name pingjia-line is taken by a family of this build',
    ]);
  });

  it('PF4: a file that is far too long is told, a folder that does not exist is empty, a file is no folder', async () => {
    const path = await folder({ 'a.yaml': 'a'.repeat(300_000) });
    expect((await loadProfiles(path)).faults[0]?.problems[0]?.problem).toContain('too long');
    expect(await loadProfiles(join(path, 'missing'))).toEqual({ families: [], faults: [] });
    expect((await loadProfiles(join(path, 'a.yaml'))).faults[0]?.problems[0]?.problem).toContain('cannot be read');
  });
});
