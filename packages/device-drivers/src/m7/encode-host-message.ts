import type { LocalTime } from '../pad-command.ts';
import type { M7Form } from './form.ts';
import { frameText, type M7Frame } from './frame.ts';
import type { HostMessage } from './host-message.ts';

/** The whole message as bytes. */
export function encodeHostMessage(form: M7Form, message: HostMessage): Uint8Array {
  if (message.type === 'got') return new TextEncoder().encode('S02OK');
  return new TextEncoder().encode(frameText(frameOf(form, message)));
}

type Framed = Exclude<HostMessage, { readonly type: 'got' }>;

function frameOf(form: M7Form, message: Framed): M7Frame {
  const network = form === 'network';
  switch (message.type) {
    case 'poll':
      return { number: '', payload: '' };
    case 'welcome':
      return { number: '01', payload: '' };
    case 'arm':
      return { number: '02', payload: message.id ?? '' };
    case 'pause':
      return { number: '03', payload: '' };
    case 'resume':
      return { number: network ? '06' : '25', payload: '' };
    case 'login':
      return { number: '04', payload: network ? message.card : loginFields(message.card, message.name) };
    case 'logout':
      return { number: '05', payload: '' };
    case 'speak':
      return network ? { number: '09', payload: message.text } : { number: '06', payload: fields(message.text) };
    case 'clock':
      return { number: '14', payload: fields(...timeFields(message.at)) };
    case 'notice':
      return { number: '15', payload: fields(message.text) };
    case 'bad-keys':
      return { number: '18', payload: fields(message.keys.join(',')) };
    case 'layout':
      return { number: '51', payload: fields(message.json) };
    case 'heartbeat':
      return { number: '95', payload: '' };
    case 'ticket':
      return { number: '96', payload: fields(`${message.number},${message.service}`) };
    case 'info':
      return { number: '99', payload: fields('0') };
  }
}

function fields(...values: readonly string[]): string {
  return `||${values.join('||')}||`;
}

function loginFields(card: string, name: string | null): string {
  return fields(name === null ? card : `${card}|name,姓名,${name}`);
}

function timeFields({ year, month, day, hour, minute, second }: LocalTime): readonly string[] {
  return [year, month, day, hour, minute, second].map(String);
}
