import { err, ok, type Result } from '@pingjia/shared';
import { readKey } from '../messages/message-key.ts';
import type { M7Form } from './form.ts';
import { type M7Fault, readFrame, readMessage } from './frame.ts';
import type { HostMessage } from './host-message.ts';

type Read = (payload: string) => HostMessage | undefined;

const bare =
  (message: HostMessage): Read =>
  (payload) =>
    payload === '' ? message : undefined;

const field =
  (make: (text: string) => HostMessage | undefined): Read =>
  (payload) => {
    const [, text] = /^\|\|([^]*)\|\|$/.exec(payload) ?? [];
    return text === undefined ? undefined : make(text);
  };

const common: Readonly<Record<string, Read>> = {
  '': bare({ type: 'poll' }),
  '01': bare({ type: 'welcome' }),
  '02': (payload) => (/^(?:[0-9A-Fa-f]{32})?$/.test(payload) ? { type: 'arm', id: payload || null } : undefined),
  '03': bare({ type: 'pause' }),
  '05': bare({ type: 'logout' }),
  '14': field(readClock),
  '15': field((text) => ({ type: 'notice', text })),
  '18': field(readKeys),
  '51': field((json) => ({ type: 'layout', json })),
  '95': bare({ type: 'heartbeat' }),
  '96': field(readTicket),
  '99': field((text) => (text === '0' ? { type: 'info' } : undefined)),
};

// Maps, so that no payload ever names a property.
const readers: Readonly<Record<M7Form, ReadonlyMap<string, Read>>> = {
  network: new Map(
    Object.entries({
      ...common,
      '04': (card) => ({ type: 'login', card, name: null }),
      '06': bare({ type: 'resume' }),
      '09': (text) => ({ type: 'speak', text }),
    } satisfies Record<string, Read>),
  ),
  usb: new Map(
    Object.entries({
      ...common,
      '04': field(readLogin),
      '06': field((text) => ({ type: 'speak', text })),
      '25': bare({ type: 'resume' }),
    } satisfies Record<string, Read>),
  ),
};

/** The device's side of the protocol: reads one whole message of a host. */
export function decodeHostMessage(form: M7Form, bytes: Uint8Array): Result<HostMessage, M7Fault> {
  const text = readMessage(bytes);
  if (!text.ok) return text;
  if (text.value === 'S02OK') return ok({ type: 'got' });
  const frame = readFrame(text.value);
  if (frame === undefined) return err('bad-form');
  const read = readers[form].get(frame.number);
  if (read === undefined) return err('unknown-frame');
  const message = read(frame.payload);
  return message === undefined ? err('bad-field') : ok(message);
}

function readLogin(text: string): HostMessage | undefined {
  const [, card, name] = /^([^|]*)(?:\|name,姓名,([^|,]*))?$/.exec(text) ?? [];
  return card === undefined ? undefined : { type: 'login', card, name: name ?? null };
}

function readClock(text: string): HostMessage | undefined {
  const numbers = text.split('||').map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : Number.NaN));
  const [year = Number.NaN, month, day, hour, minute, second, ...rest] = numbers;
  if (rest.length > 0 || numbers.some(Number.isNaN)) return undefined;
  if (month === undefined || day === undefined || hour === undefined) return undefined;
  if (minute === undefined || second === undefined) return undefined;
  return { type: 'clock', at: { year, month, day, hour, minute, second } };
}

function readKeys(text: string): HostMessage | undefined {
  const keys = text === '' ? [] : text.split(',').map(readKey);
  return keys.every((key) => key !== undefined) ? { type: 'bad-keys', keys } : undefined;
}

function readTicket(text: string): HostMessage | undefined {
  const [, number, service] = /^([^|,]*),([^|,]*)$/.exec(text) ?? [];
  return number === undefined || service === undefined ? undefined : { type: 'ticket', number, service };
}
