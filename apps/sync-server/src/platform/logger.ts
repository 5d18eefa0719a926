import { pino, type DestinationStream, type Logger } from 'pino';

/** JSON lines. Errors keep their class, code, message and stack: a database driver's also carry values of rows. */
export function createLogger(level: string, destination: DestinationStream): Logger {
  return pino({ level, serializers: { err: describeError, req: () => undefined, res: () => undefined } }, destination);
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { type: error.name, ...code, message: error.message, stack: error.stack };
}
