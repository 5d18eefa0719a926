// All of the platform that shared code uses; every JavaScript runtime we target has it. Declared here so that neither the
// DOM's nor Node's types come in with it.
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
declare class TextDecoder {
  constructor(label: 'utf-8', options: { fatal: boolean; ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}
declare const performance: { now(): number };
declare function setTimeout(task: () => void, milliseconds: number): object;
declare function clearTimeout(timer: object): void;
