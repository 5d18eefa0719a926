import pino, { type Logger } from 'pino';

/** JSON lines on stderr. A log that cannot be written, on a full disk say, is lost and takes nothing else with it. */
export function createLog(level = 'info'): Logger {
  // Not pino's own destination: that one retries a full disk for ever and holds up the end of the process.
  process.stderr.on('error', () => {});
  return pino({ level }, process.stderr);
}
