import { bundleMagic, bundleSignatureBytes } from '@pingjia/shared';
import { unpacked } from './unpacked-text.ts';

/**
 * All records of a whole bundle as one text, read as docs/bundle-spec.md says and without the product's code; null where
 * it is not whole or a part cannot be opened.
 */
export function bundleText(
  bundle: Buffer,
  open: (keyId: string, sealed: Uint8Array) => Uint8Array | null,
): string | null {
  const texts: string[] = [];
  let sealedTo = '';
  for (let at = bundleMagic.length; at + 8 < bundle.length; ) {
    const headEnd = at + 4 + bundle.readUInt32BE(at);
    const end = headEnd + 4 + (headEnd + 4 > bundle.length ? 0 : bundle.readUInt32BE(headEnd));
    if (end + bundleSignatureBytes > bundle.length) return null;
    const header = JSON.parse(bundle.toString('utf8', at + 4, headEnd)) as { kind: string; sealedTo?: string };
    sealedTo = header.sealedTo ?? sealedTo;
    if (header.kind === 'closing') return texts.join('\n');
    const opened = header.kind === 'batch' ? open(sealedTo, bundle.subarray(headEnd + 4, end)) : new Uint8Array();
    if (opened === null) return null;
    texts.push(unpacked(Buffer.from(opened).toString('utf8')));
    at = end + bundleSignatureBytes;
  }
  return null;
}
