import {
  enrollmentCodeResponseSchema,
  parseJson,
  seededSchema,
  type SeededWindow,
  serverReadySchema,
} from '@pingjia/shared';
import { type Program, startProgram } from './program.ts';

type Environment = Readonly<Record<string, string>>;

/** The sync server as a process; ready with its URL. */
export function startServer(env: Environment): Promise<Program<string>> {
  return startProgram({
    path: 'apps/sync-server/src/main.ts',
    env,
    readyLine: (line) => serverReadySchema.safeParse(parseJson(line)).data?.url,
  });
}

/** Fills the county of the server with this environment; its first window. */
export async function seedCounty(env: Environment): Promise<SeededWindow> {
  const seeding = await startProgram({
    path: 'apps/sync-server/src/seed/main.ts',
    env,
    readyLine: (line) => seededSchema.safeParse(parseJson(line)).data?.windows[0],
  });
  await seeding.stop();
  return seeding.ready;
}

/** An enrollment code for a window; `deviceId`: to enroll a pad anew as this device. */
export async function requestEnrollmentCode(
  server: { readonly url: string; readonly apiToken: string },
  place: SeededWindow,
  deviceId?: string,
): Promise<string> {
  const response = await fetch(`${server.url}/api/v1/enrollment-codes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.apiToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ siteId: place.siteId, windowId: place.windowId, deviceId }),
  });
  return enrollmentCodeResponseSchema.parse(await response.json()).code;
}
