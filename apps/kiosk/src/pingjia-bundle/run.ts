import { parseArgs } from 'node:util';
import { asksForHelp, describeFault, type ErrorCode, errorCodes, parseJson } from '@pingjia/shared';
import { z } from 'zod';

/** What the command does to the world; everything else about it is pure. */
export interface BundleCommandIo {
  say(line: string): void;
  readonly fetch: typeof fetch;
  readText(path: string): Promise<string>;
  absolute(path: string): string;
}

const usage = `Usage: pingjia-bundle <command> [options]

Carries a pad's records on a USB stick. The pad's host must be running.

  pingjia-bundle sticks  --data-dir <folder of the pad>
  pingjia-bundle export  --data-dir <folder of the pad> --to <folder of the stick> [--all]
  pingjia-bundle receipt --data-dir <folder of the pad> --file <.pjr file of the server>

  --url <address>   where the pad's host listens; http://127.0.0.1:4310 unless told
  --all             everything the journal holds, not only what the server lacks`;

const writtenAnew =
  "Part of this pad's evaluations had been sent under numbers that another copy of it used. They were written anew: please carry one more bundle.";

const failed = 1;
const misused = 2;

const answers = {
  sticks: z.object({ sticks: z.array(z.object({ folder: z.string(), free: z.number() })) }),
  export: z.object({ name: z.string().nullable(), records: z.int(), bytes: z.int(), resumed: z.boolean() }),
  receipt: z.object({ epochs: z.int(), branches: z.int() }),
};
const refusalSchema = z.object({ error: z.object({ code: z.enum(errorCodes), detail: z.string().optional() }) });

/** Runs the command line `args`; answers the exit code: 0 done, 1 failed, 2 misused. */
export async function runBundleCommand(args: readonly string[], io: BundleCommandIo): Promise<number> {
  if (asksForHelp(args)) {
    io.say(usage);
    return 0;
  }
  const parsed = readArguments(args);
  if (typeof parsed === 'string') {
    io.say(`${parsed}\n\n${usage}`);
    return misused;
  }
  const { command, dataDir, url, to, file, all } = parsed;
  const call = await caller(dataDir, url, io);
  if (call === null) return failed;
  if (command === 'sticks') return showSticks(await call('GET', 'sticks', null, answers.sticks), io);
  if (command === 'export') {
    const scope = all ? 'all' : 'unsent';
    const done = await call('POST', 'bundles', { folder: io.absolute(to), scope }, answers.export);
    if (done !== null) io.say(exported(done, io.absolute(to)));
    return done === null ? failed : 0;
  }
  const taken = await call('POST', 'bundle-receipts', { file: io.absolute(file) }, answers.receipt);
  if (taken !== null) io.say('The receipt is taken: this pad now knows what its server holds.');
  if (taken !== null && taken.branches > 0) io.say(writtenAnew);
  return taken === null ? failed : 0;
}

const commands = ['sticks', 'export', 'receipt'] as const;

function isCommand(name: string): name is (typeof commands)[number] {
  return commands.some((command) => command === name);
}

/** What is asked for; a sentence where it makes no sense. */
function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'data-dir': { type: 'string' },
        url: { type: 'string', default: 'http://127.0.0.1:4310' },
        to: { type: 'string' },
        file: { type: 'string' },
        all: { type: 'boolean', default: false },
      },
    });
    const [command, ...more] = positionals;
    const { 'data-dir': dataDir, url, to = '', file = '', all } = values;
    if (command === undefined) return 'Say what to do.';
    if (!isCommand(command)) return `There is no command “${command}”.`;
    if (more.length > 0) return `“${more.join(' ')}” is too much.`;
    if (dataDir === undefined || dataDir === '') return 'Name the folder of the pad: --data-dir <folder>.';
    if (command === 'export' && to === '') return 'Name the folder of the stick: --to <folder>. “sticks” lists them.';
    if (command === 'receipt' && file === '') return 'Name the receipt that the server gave: --file <.pjr file>.';
    if (!URL.canParse(url)) return `“${url}” is no address: write it like http://127.0.0.1:4310.`;
    return { command, dataDir, url: url.replace(/\/+$/, ''), to, file, all };
  } catch (error) {
    return (error as Error).message;
  }
}

type Call = <T>(method: string, path: string, body: unknown, answer: z.ZodType<T>) => Promise<T | null>;

/** Calls the pad's host; null after saying what went wrong. */
async function caller(dataDir: string, url: string, io: BundleCommandIo): Promise<Call | null> {
  const token = await io.readText(`${dataDir}/local-api.token`).catch(() => null);
  if (token === null) {
    io.say(`${dataDir} is not the folder of a pad, or you may not read it: there is no local-api.token in it.`);
    return null;
  }
  return async (method, path, body, answer) => {
    const response = await io
      .fetch(`${url}/local/v1/${path}`, {
        method,
        headers: { authorization: `Bearer ${token.trim()}` },
        ...(body === null ? {} : { body: JSON.stringify(body) }),
      })
      .catch(() => null);
    if (response === null) {
      io.say(`No pad's host answers at ${url}. Start it, or name its address with --url.`);
      return null;
    }
    const json = parseJson(await response.text());
    const parsed = answer.safeParse(json);
    if (response.ok && parsed.success) return parsed.data;
    io.say(whatWentWrong(refusalSchema.safeParse(json).data?.error, url));
    return null;
  };
}

function whatWentWrong(
  refusal: { readonly code: ErrorCode; readonly detail?: string | undefined } | undefined,
  url: string,
) {
  if (refusal === undefined) return `What answers at ${url} is not a pad's host.`;
  const { code, detail } = refusal;
  const words = describeFault({ code, ...(detail !== undefined && { detail }) });
  return code === 'LOCAL_TOKEN_INVALID' ? `${words} ${url} was asked: name another with --url.` : words;
}

function showSticks(found: z.infer<typeof answers.sticks> | null, io: BundleCommandIo): number {
  if (found === null) return failed;
  if (found.sticks.length === 0) io.say('No stick is mounted. Plug one in; if it does not appear, mount it first.');
  for (const { folder, free } of found.sticks) io.say(`${folder}  ${size(free)} free`);
  return 0;
}

function exported({ name, records, bytes, resumed }: z.infer<typeof answers.export>, folder: string): string {
  if (name === null) return 'Nothing to export: the server has everything, as far as this pad knows.';
  const again = resumed ? ' (an interrupted export was taken up)' : '';
  return `${records} ${records === 1 ? 'record' : 'records'}, ${size(bytes)}, in ${folder}/${name}${again}. Import it in the console, and bring the receipt back.`;
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
