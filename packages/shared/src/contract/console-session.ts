import { z } from 'zod';

/** POST /api/v1/session. */
export const signInRequestSchema = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
});
export type SignInRequest = z.infer<typeof signInRequestSchema>;

/** GET and POST /api/v1/session. */
export const consoleSessionSchema = z.object({
  username: z.string(),
  displayName: z.string(),
  /** Whether this user may erase what citizens left. */
  mayErase: z.boolean(),
});
export type ConsoleSession = z.infer<typeof consoleSessionSchema>;
