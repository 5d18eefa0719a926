import pino, { type Logger } from 'pino';

const otherwise = 'info';

/**
 * JSON lines on stderr. A log that cannot be written, on a full disk say, is lost and takes nothing else with it; nor does a
 * `level` that is none keep a pad from starting: the log says so and goes on as `info`.
 */
export function createLog(level: string | undefined, to: NodeJS.WritableStream = process.stderr): Logger {
  // Not pino's own destination: that one retries a full disk for ever and holds up the end of the process.
  to.on('error', () => {});
  const asked = level === undefined || level === '' ? otherwise : level;
  const levels = [...Object.keys(pino.levels.values), 'silent'];
  const log = pino({ level: levels.includes(asked) ? asked : otherwise }, to);
  if (!levels.includes(asked)) log.warn({ asked, levels }, `PINGJIA_LOG_LEVEL is no level; ${otherwise} is taken`);
  return log;
}
