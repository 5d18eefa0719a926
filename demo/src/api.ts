import { enrollmentCodeResponseSchema } from '@pingjia/shared';

/** A one-time enrollment code for a window, from the running server. */
export async function requestEnrollmentCode(
  serverUrl: string,
  apiToken: string,
  siteId: string,
  windowId: string,
): Promise<string> {
  const response = await fetch(`${serverUrl}/api/v1/enrollment-codes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ siteId, windowId }),
  });
  if (!response.ok) throw new Error(`The server gave no enrollment code: ${await response.text()}`);
  return enrollmentCodeResponseSchema.parse(await response.json()).code;
}
