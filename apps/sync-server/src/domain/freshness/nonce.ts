import { createHmac, timingSafeEqual } from 'node:crypto';

/** Milliseconds. A nonce names the slot it was issued in; it is good for ten more. */
const slotLength = 60_000;
const slotsValid = 10;

/** The nonce of this moment. Any server with the same secret can check it; nothing is stored. */
export function issueNonce(secret: Uint8Array, wall: number): string {
  return seal(secret, Math.floor(wall / slotLength));
}

/** Whether `nonce` was issued with `secret` within the last ten minutes of the server's clock. */
export function isFresh(secret: Uint8Array, wall: number, nonce: string): boolean {
  const slot = Number.parseInt(nonce.split('.', 1)[0] ?? '', 36);
  if (!Number.isSafeInteger(slot)) return false;
  const age = Math.floor(wall / slotLength) - slot;
  // Clocks of several servers may differ by a slot.
  if (age < -1 || age > slotsValid) return false;
  const expected = Buffer.from(seal(secret, slot));
  const given = Buffer.from(nonce);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function seal(secret: Uint8Array, slot: number): string {
  const tag = createHmac('sha256', secret).update(`pingjia-nonce ${slot}`).digest('base64url').slice(0, 32);
  return `${slot.toString(36)}.${tag}`;
}
