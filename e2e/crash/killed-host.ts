import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { nodeSha256 } from '@pingjia/node-platform';
import type { SeededRandom } from '@pingjia/shared/testing';
import { JournalSurvey } from '@pingjia/kiosk/host/journal/survey';
import { nodeFileSystem } from '@pingjia/kiosk/host/journal/node-file-system';

const victim = fileURLToPath(new URL('./victim.ts', import.meta.url));
/** Milliseconds that a host is pressed at most before it is killed. */
const pressed = 120;
/** Of ten kills, so many come while the host still starts. */
const early = 2;

/** A host on one folder that is killed again and again, and what it has promised. */
export class KilledHost {
  readonly #folder: string;
  readonly #random: SeededRandom;
  readonly #confirmed = new Set<string>();
  readonly #open = new Set<string>();
  #lives = 0;
  /** How long the last start took, milliseconds. */
  #startTime = 300;

  constructor(folder: string, random: SeededRandom) {
    this.#folder = folder;
    this.#random = random;
  }

  get confirmed(): number {
    return this.#confirmed.size;
  }

  /** One life and its end; what was broken, null if nothing. */
  async live(): Promise<string | null> {
    this.#lives += 1;
    const prefix = `${String(this.#lives).padStart(8, '0')}-0000-4000-8000`;
    const child = spawn(process.execPath, [victim, this.#folder, prefix, [...this.#open].join(',')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Most of a start is compiling: kept, a thousand lives take minutes.
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'pingjia-crash-cache') },
    });
    let lastWords = '';
    child.stderr.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString('utf8')).slice(-500);
    });
    const begun = performance.now();
    const soon = this.#random.below(10) < early;
    const wait = this.#random.below(soon ? Math.ceil(this.#startTime) : pressed);
    const kill = () => setTimeout(() => child.kill('SIGKILL'), wait);
    if (soon) kill();
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      const [word = '', pressId = ''] = line.split(' ');
      if (word === 'ready') this.#startTime = performance.now() - begun;
      if (word === 'ready' && !soon) kill();
      if (word === 'asked') this.#open.add(pressId);
      if (word !== 'confirmed') return;
      this.#open.delete(pressId);
      this.#confirmed.add(pressId);
    });
    const [signal] = await Promise.all([
      new Promise((resolve) => child.once('exit', (_code, by) => resolve(by))),
      new Promise((resolve) => lines.once('close', resolve)),
    ]);
    if (signal !== 'SIGKILL') return `the host ended by itself: ${lastWords}`;
    return this.#look();
  }

  /** Everything confirmed lies in the journal, and no press twice. */
  async #look(): Promise<string | null> {
    const times = new Map<string, number>();
    const survey = await JournalSurvey.of(
      { fs: nodeFileSystem, folder: `${this.#folder}/journal`, sha256: nodeSha256 },
      (record) => {
        const { source } = record.data as { source?: { pressId?: string } };
        if (source?.pressId !== undefined) times.set(source.pressId, (times.get(source.pressId) ?? 0) + 1);
      },
    );
    const findings = await survey.findings([]);
    await survey.close();
    const [first] = findings;
    if (first !== undefined) return `damage: ${first.kind} at seq ${first.seq}`;
    for (const pressId of this.#confirmed) if (!times.has(pressId)) return `${pressId} was confirmed and is lost`;
    for (const [pressId, count] of times) if (count > 1) return `${pressId} is there ${count} times`;
    return null;
  }
}
