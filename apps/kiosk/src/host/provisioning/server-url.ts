import { err, fault, ok, type Result } from '@pingjia/shared';

/** Whether `text` can be a server's address. Errors: SERVER_UNREACHABLE, naming what was given. */
export function checkServerUrl(text: string): Result<void> {
  const { protocol } = URL.canParse(text) ? new URL(text) : { protocol: '' };
  if (protocol === 'http:' || protocol === 'https:') return ok();
  return err(
    fault('SERVER_UNREACHABLE', `"${text}" is no server address; write it like https://pingjia.example.gov.cn`),
  );
}
