import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Where the server's database is. */
export type StoreConfig =
  | { readonly kind: 'external'; readonly url: string }
  | { readonly kind: 'embedded'; readonly dataDir: string };

export interface Config {
  readonly store: StoreConfig;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly keysDir: string;
  readonly consoleDir: string | null;
  readonly logLevel: string;
}

const environmentSchema = z.object({
  PINGJIA_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  PINGJIA_DATA_DIR: z.string().default('pingjia-data'),
  PINGJIA_HOST: z.string().default('127.0.0.1'),
  PINGJIA_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port from 0 to 65535')
    .default(4300),
  PINGJIA_KEYS_DIR: z.string().optional(),
  PINGJIA_CONSOLE_DIR: z.string().optional(),
  PINGJIA_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads variables; empty ones count as unset. Throws one Error that names every variable that is wrong, and no value. */
export function readVariables<T extends z.ZodType>(schema: T, environment: Environment): z.infer<T> {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`The configuration is wrong.\n${wrong.join('\n')}`);
}

/** Reads the configuration. Throws as readVariables does. */
export function readConfig(environment: Environment): Config {
  const env = readVariables(environmentSchema, environment);
  const dataDir = resolve(env.PINGJIA_DATA_DIR);
  return {
    store:
      env.PINGJIA_DATABASE_URL === undefined
        ? { kind: 'embedded', dataDir }
        : { kind: 'external', url: env.PINGJIA_DATABASE_URL },
    host: env.PINGJIA_HOST,
    port: env.PINGJIA_PORT,
    keysDir: env.PINGJIA_KEYS_DIR === undefined ? join(dataDir, 'keys') : resolve(env.PINGJIA_KEYS_DIR),
    consoleDir: env.PINGJIA_CONSOLE_DIR === undefined ? null : resolve(env.PINGJIA_CONSOLE_DIR),
    logLevel: env.PINGJIA_LOG_LEVEL,
  };
}
