/** A text of records in which presses are found by their names, those of records within records too. */
export function unpacked(text: string): string {
  return text.includes('"type":"record-carried"') ? `${text}\n${text.replaceAll('\\"', '"')}` : text;
}
