import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import type { ListedPads } from '../src/discovery/list-pads.ts';
import { runTool } from '../src/pingjia-pad/run-tool.ts';

/** A command that runs, and what it said so far. */
export interface RunningTool {
  readonly said: readonly string[];
  /** Settles when a line contains the text. */
  until(text: string): Promise<void>;
  type(line: string): void;
  /** Ctrl-C. */
  stop(): void;
  readonly code: Promise<number>;
}

export interface ToolBench {
  readonly folder: string;
  start(...args: readonly string[]): RunningTool;
  /** Its exit code and all it said. */
  run(...args: readonly string[]): Promise<readonly [code: number, said: string]>;
}

/** A folder of its own, and commands that run in it; what still runs is stopped at the end of the test. */
export async function openToolBench(listed: ListedPads = { pads: [], faults: [] }): Promise<ToolBench> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-tool-'));
  const running: RunningTool[] = [];
  onTestFinished(async () => {
    for (const tool of running.toReversed()) {
      tool.stop();
      await tool.code;
    }
    await rm(folder, { recursive: true, force: true });
  });

  function start(...args: readonly string[]): RunningTool {
    const said: string[] = [];
    const watching = new Set<() => void>();
    const typed: string[] = [];
    let wanting: ((line: string | null) => void) | undefined;
    const stop = new AbortController();
    const say = (line: string): void => {
      said.push(line);
      for (const look of watching) look();
    };
    const code = runTool(args, {
      clock: systemClock,
      random: new SeededRandom(1),
      print: say,
      complain: say,
      readLine: () =>
        new Promise((resolve) => {
          const line = typed.shift();
          if (line === undefined) wanting = resolve;
          else resolve(line);
        }),
      stop: stop.signal,
      listPads: () => Promise.resolve(listed),
      resolve: (path) => resolve(folder, path),
    });
    const tool: RunningTool = {
      said,
      code,
      until: (text) =>
        new Promise((resolve) => {
          const look = (): void => {
            if (!said.some((line) => line.includes(text))) return;
            watching.delete(look);
            resolve();
          };
          watching.add(look);
          look();
        }),
      type(line) {
        if (wanting === undefined) typed.push(line);
        wanting?.(line);
        wanting = undefined;
      },
      stop: () => stop.abort(),
    };
    running.push(tool);
    return tool;
  }

  return {
    folder,
    start,
    async run(...args) {
      const tool = start(...args);
      return [await tool.code, tool.said.join('\n')];
    },
  };
}
