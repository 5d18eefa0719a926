const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const colon = 0x3a;

/**
 * Counts the events of a server-sent event stream (HTML Living Standard, 9.2.6) without keeping any: lines end in LF, CR
 * or CRLF, a line that begins with a colon is a comment, and a blank line ends an event that had any other line.
 */
export class EventScanner {
  #lineLength = 0;
  #isComment = false;
  #hasField = false;
  #afterReturn = false;

  /** Takes the next bytes, cut anywhere; returns how many events they completed. */
  scan(bytes: Uint8Array): number {
    let events = 0;
    for (const byte of bytes) {
      const pairEnd = byte === lineFeed && this.#afterReturn;
      this.#afterReturn = byte === carriageReturn;
      if (pairEnd) continue;
      if (byte === lineFeed || byte === carriageReturn) {
        if (this.#endLine()) events += 1;
      } else {
        if (this.#lineLength === 0) this.#isComment = byte === colon;
        this.#lineLength = 1;
      }
    }
    return events;
  }

  #endLine(): boolean {
    const ended = this.#lineLength === 0 && this.#hasField;
    if (ended) this.#hasField = false;
    else if (this.#lineLength > 0 && !this.#isComment) this.#hasField = true;
    this.#lineLength = 0;
    return ended;
  }
}
