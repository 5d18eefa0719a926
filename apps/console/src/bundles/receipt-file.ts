import type { BundleReceiptFile, BundleReport } from '@pingjia/shared';

/** What goes back to the device on the stick: its receipts as the server signed them. */
export function receiptFile({ bundle, device, receipts, attachmentReceipts }: BundleReport): {
  readonly name: string;
  readonly text: string;
} {
  const file: BundleReceiptFile = { kind: 'pingjia-bundle-receipt', bundle, device, receipts, attachmentReceipts };
  return { name: `pingjia-${device.slice(0, 8)}-${bundle.slice(0, 8)}.pjr`, text: JSON.stringify(file) };
}

/** Hands a text to the browser as a file to save. */
export function saveText(name: string, text: string): void {
  const link = document.createElement('a');
  const address = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
