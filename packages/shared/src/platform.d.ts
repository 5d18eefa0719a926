// The only two platform classes that shared code uses; every JavaScript runtime we target has them. Declared here so that
// neither the DOM's nor Node's types come in with them.
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
declare class TextDecoder {
  constructor(label: 'utf-8', options: { fatal: boolean; ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}
