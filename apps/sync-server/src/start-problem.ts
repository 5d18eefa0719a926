import { databaseFault } from './store/database-fault.ts';

const ofPorts: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use, perhaps by a server that still runs. Stop that, or choose another with PINGJIA_PORT.',
  EACCES: 'may not be opened by this user. Choose one from 1024 on with PINGJIA_PORT.',
  EADDRNOTAVAIL: 'cannot be opened: that is no address of this machine. Set PINGJIA_HOST to one that is.',
  ENOTFOUND: 'cannot be opened: that name is not known. Set PINGJIA_HOST to an address of this machine.',
};

/** SQLSTATEs of a database that answers, and lets nobody in. */
const ofDatabases: Readonly<Record<string, string>> = {
  '28P01': 'The database refuses the user or the password of PINGJIA_DATABASE_URL. Correct them.',
  '28000':
    'The database does not let this user in from here. Look at its pg_hba.conf, or correct PINGJIA_DATABASE_URL.',
  '3D000': 'The database that PINGJIA_DATABASE_URL names does not exist. Create it, or correct the name.',
};

/** Why a port was not opened, and what to do. */
export function listenProblem(
  error: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): string {
  const { code = '', message } = first(error);
  const what = ofPorts[code];
  return what === undefined ? message : `Port ${port} of ${host} ${what}`;
}

/** What a program of the server that failed at its start tells whoever started it; nothing secret of a database's URL. */
export function startProblem(error: unknown): string {
  const found = first(error);
  const { code = '', syscall, message } = found;
  const refused = ofDatabases[code];
  if (refused !== undefined) return refused;
  const isOfNetwork = syscall === undefined || syscall === 'connect' || syscall === 'getaddrinfo';
  if (!isOfNetwork || databaseFault(found)?.code !== 'SERVER_BUSY') return message;
  return `The database cannot be reached (${message}), so nothing was started. Start the PostgreSQL that PINGJIA_DATABASE_URL names, or correct its address.`;
}

/** An attempt at several addresses fails with an error of each, and says nothing itself. */
function first(error: unknown): NodeJS.ErrnoException {
  if (error instanceof AggregateError && error.errors.length > 0) return first(error.errors[0]);
  return error instanceof Error ? error : new Error(String(error));
}
