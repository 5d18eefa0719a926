import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The sketch on a board whose buttons, time and line are the test's. */
export interface FirmwarePad {
  /** Power comes. What the pad kept over it, it keeps; `noise` is what its noise pin shows. */
  powerOn(noise?: number): Promise<void>;
  /** So many milliseconds pass. */
  pass(milliseconds: number): Promise<void>;
  /** Closes the buttons of these keys and opens the others. */
  buttons(...keys: readonly number[]): Promise<void>;
  /** A deliberate press: down for 60 ms, up for 60 ms. */
  press(key: number): Promise<void>;
  receive(bytes: Uint8Array): Promise<void>;
  nextCount(count: number): Promise<void>;
  lights(): Promise<{ readonly armed: boolean; readonly thanks: boolean; readonly keys: string }>;
  /** Bytes the pad sent since they were taken last. */
  takeSent(): Buffer;
  end(): Promise<void>;
}

/** Starts the compiled sketch; `send` hears what it sends, at once. */
export function startFirmwarePad(program: string, send: (bytes: Buffer) => void = () => undefined): FirmwarePad {
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const answers: (() => void)[] = [];
  let sent: Buffer[] = [];
  let shown = '';
  let now = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, value = ''] = line.split(' ');
    if (word === 'done') answers.shift()?.();
    if (word === 'look') shown = value;
    if (word === 'out') {
      const bytes = Buffer.from(value, 'hex');
      sent.push(bytes);
      send(bytes);
    }
  });

  function tell(word: string, value: string | number): Promise<void> {
    return new Promise((resolve, reject) => {
      answers.push(resolve);
      void ended.then(() => reject(new Error(`the firmware ended at "${word}"`)));
      child.stdin.write(`${word} ${value}\n`);
    });
  }

  async function pass(milliseconds: number): Promise<void> {
    now += milliseconds;
    await tell('at', now);
  }

  const buttons = (...keys: readonly number[]) =>
    tell('keys', keys.reduce((bits, key) => bits | (1 << (key - 1)), 0).toString(16));

  return {
    powerOn: (noise = 0) => tell('on', noise),
    pass,
    buttons,
    async press(key) {
      await buttons(key);
      await pass(60);
      await buttons();
      await pass(60);
    },
    receive: (bytes) =>
      bytes.length === 0 ? Promise.resolve() : tell('in', Buffer.from(bytes).toString('hex').toUpperCase()),
    nextCount: (count) => tell('count', count.toString(16)),
    async lights() {
      await tell('look', 0);
      return { armed: shown[0] === '1', thanks: shown[1] === '1', keys: shown.slice(2) };
    },
    takeSent() {
      const bytes = Buffer.concat(sent);
      sent = [];
      return bytes;
    },
    async end() {
      child.stdin.end();
      await ended;
    },
  };
}
