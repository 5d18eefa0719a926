import { createConnection } from 'node:net';
import { type ControlAnswer, type ControlRequest, controlAnswerSchema } from '../simulate/control-contract.ts';

/** Tells a simulated pad one thing and gives its answer; failures to reach it are answers with `ok: false`. */
export function pressOn(controlPath: string, request: ControlRequest): Promise<ControlAnswer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = createConnection({ path: controlPath });
    socket.once('connect', () => socket.write(`${JSON.stringify(request)}\n`));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (!chunk.includes(0x0a)) return;
      socket.destroy();
      resolve(readAnswer(Buffer.concat(chunks).toString('utf8')));
    });
    socket.once('error', (error) => {
      resolve({ ok: false, error: `no simulated pad can be reached at ${controlPath}: ${error.message}` });
    });
    socket.once('close', () => {
      resolve({ ok: false, error: `the simulated pad at ${controlPath} hung up without an answer` });
    });
  });
}

function readAnswer(text: string): ControlAnswer {
  try {
    return controlAnswerSchema.parse(JSON.parse(text.slice(0, text.indexOf('\n'))));
  } catch {
    return { ok: false, error: 'the answer is not that of a simulated pad' };
  }
}
