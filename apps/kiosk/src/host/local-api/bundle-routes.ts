import { isAbsolute } from 'node:path';
import { bundleScopes, err, fault, ok, type Result } from '@pingjia/shared';
import { z } from 'zod';
import { readPlainFile } from '../bundle/plain-file.ts';
import { stickFolder } from '../bundle/stick-folder.ts';
import { mountedSticks } from '../bundle/sticks.ts';
import { maxReceiptText } from '../bundle/take-receipts.ts';
import type { Host } from '../host.ts';
import { withBody } from './with-body.ts';

const folderSchema = z.string().min(1).max(4_096).refine(isAbsolute);
const exportSchema = z.object({ folder: folderSchema, scope: z.enum(bundleScopes).default('unsent') });
const receiptSchema = z.object({ file: folderSchema });

/** Sending by stick: what is plugged in, a bundle onto it, receipts from it. */
export const bundleRoutes = {
  'GET /local/v1/sticks': async () => ok({ sticks: await mountedSticks() }),
  'POST /local/v1/bundles': (host: Host, body: unknown) =>
    withBody(exportSchema, body, async ({ folder, scope }) => {
      const { bundles } = host;
      return bundles.ok ? bundles.value.export(stickFolder(folder), scope) : bundles;
    }),
  'POST /local/v1/bundle-receipts': (host: Host, body: unknown) =>
    withBody(receiptSchema, body, async ({ file }) => {
      const { bundles } = host;
      if (!bundles.ok) return bundles;
      const text = await readReceipt(file);
      return text.ok ? bundles.value.takeReceipts(text.value) : text;
    }),
};

async function readReceipt(path: string): Promise<Result<string>> {
  try {
    const text = await readPlainFile(path, maxReceiptText);
    return text === null ? err(fault('BUNDLE_RECEIPT_INVALID', `${path} is too long`)) : ok(text);
  } catch (error) {
    return err(fault('BUNDLE_RECEIPT_INVALID', (error as Error).message));
  }
}
