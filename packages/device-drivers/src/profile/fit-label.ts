import type { PadMessage } from './message.ts';
import type { MessageSpec } from './profile-schema.ts';

type Labels = Pick<PadMessage, 'serial' | 'firmware' | 'boot'>;

/** Labels as a message of this form can carry them: cut short, or spelled in as many hexadecimal digits as there is room for. */
export function fitLabels(spec: MessageSpec, labels: Labels): Labels {
  const fitted: Record<string, string> = {};
  for (const name of ['serial', 'firmware', 'boot'] as const) {
    const label = labels[name];
    const field = spec[name];
    if (label === undefined) continue;
    if (field === undefined) fitted[name] = label;
    else fitted[name] = field.as === 'text' ? label.slice(0, field.size) : hexDigits(label, field.size * 2);
  }
  return fitted;
}

function hexDigits(label: string, digits: number): string {
  const plain = label.replaceAll(/[^0-9A-Fa-f]/g, '').toUpperCase();
  return plain.padStart(digits, '0').slice(-digits);
}
