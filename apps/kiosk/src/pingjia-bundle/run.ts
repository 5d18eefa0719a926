import { parseArgs } from 'node:util';
import { describeFault, type ErrorCode, errorCodes, parseJson } from '@pingjia/shared';
import { z } from 'zod';

/** What the command does to the world; everything else about it is pure. */
export interface BundleCommandIo {
  say(line: string): void;
  readonly fetch: typeof fetch;
  readText(path: string): Promise<string>;
  absolute(path: string): string;
}

const usage = `Carries a pad's records on a USB stick. The pad's host must be running.

  pingjia-bundle sticks  --data-dir <folder of the pad>
  pingjia-bundle export  --data-dir <folder of the pad> --to <folder of the stick> [--all]
  pingjia-bundle receipt --data-dir <folder of the pad> --file <.pjr file of the server>

  --url <address>   where the pad's host listens; http://127.0.0.1:4310 unless told
  --all             everything the journal holds, not only what the server lacks`;

const failed = 1;
const misused = 2;

const answers = {
  sticks: z.object({ sticks: z.array(z.object({ folder: z.string(), free: z.number() })) }),
  export: z.object({ name: z.string().nullable(), records: z.int(), bytes: z.int(), resumed: z.boolean() }),
  receipt: z.object({ epochs: z.int() }),
};
const refusalSchema = z.object({ error: z.object({ code: z.enum(errorCodes), detail: z.string().optional() }) });

/** Runs the command line `args`; answers the exit code: 0 done, 1 failed, 2 misused. */
export async function runBundleCommand(args: readonly string[], io: BundleCommandIo): Promise<number> {
  const parsed = readArguments(args);
  if (parsed === null) {
    io.say(usage);
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
  return taken === null ? failed : 0;
}

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
    const complete =
      command === 'sticks' || (command === 'export' && to !== '') || (command === 'receipt' && file !== '');
    return dataDir === undefined || !complete || more.length > 0 ? null : { command, dataDir, url, to, file, all };
  } catch {
    return null;
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
  return describeFault({ code, ...(detail !== undefined && { detail }) });
}

function showSticks(found: z.infer<typeof answers.sticks> | null, io: BundleCommandIo): number {
  if (found === null) return failed;
  if (found.sticks.length === 0) io.say('No stick is mounted. Plug one in; if it does not appear, mount it first.');
  for (const { folder, free } of found.sticks) io.say(`${folder}  ${megabytes(free)} free`);
  return 0;
}

function exported({ name, records, bytes, resumed }: z.infer<typeof answers.export>, folder: string): string {
  if (name === null) return 'Nothing to export: the server has everything, as far as this pad knows.';
  const again = resumed ? ' (an interrupted export was taken up)' : '';
  return `${records} records, ${megabytes(bytes)}, in ${folder}/${name}${again}. Import it in the console, and bring the receipt back.`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
