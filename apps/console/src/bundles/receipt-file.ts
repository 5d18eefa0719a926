import { type BundleReport, receiptFileOf } from '@pingjia/shared';

/** What goes back to the device on the stick: its receipts as the server signed them. */
export function receiptFile(report: BundleReport): { readonly name: string; readonly text: string } {
  const { bundle, device } = report;
  const text = JSON.stringify(receiptFileOf(report));
  return { name: `pingjia-${device.slice(0, 8)}-${bundle.slice(0, 8)}.pjr`, text };
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
