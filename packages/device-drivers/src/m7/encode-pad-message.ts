/** What a device writes into a result; the fields that the host does not keep are there to be passed over. */
export interface ResultFields {
  readonly card: string;
  readonly key: number;
  readonly seconds: number;
  readonly time: string;
  readonly image: string;
  readonly video: string;
  readonly business: string;
  /** JSON; empty for none. */
  readonly tags: string;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

export function encodeResult({ card, key, seconds, time, image, video, business, tags }: ResultFields): Uint8Array {
  return encode(`${['S02', card, key, '', seconds, time, image, video, business, '', '', tags].join('||')}||E`);
}

/** `number`: the two digits of the command that was understood. */
export function encodeReply(number: string): Uint8Array {
  return encode(`S${number}OK`);
}

export function encodeReceived(): Uint8Array {
  return encode('RecvCmdOK');
}

export function encodeInfo(serialNumber: string, firmware: string): Uint8Array {
  return encode(`S99||${serialNumber}||${firmware}||E`);
}
