import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { batchLimits, err, fault, ok, type Result } from '@pingjia/shared';

const inflateGzip = promisify(gunzip);

/** Inflates a batch body, never past the limit: a small body cannot make a large one. */
export async function inflateBatch(body: Uint8Array): Promise<Result<Uint8Array>> {
  try {
    return ok(await inflateGzip(body, { maxOutputLength: batchLimits.inflatedBytes }));
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return err(tooLarge ? fault('BATCH_TOO_LARGE', 'inflated') : fault('BATCH_MALFORMED', 'gzip'));
  }
}
