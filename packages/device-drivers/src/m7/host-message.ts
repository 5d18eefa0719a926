import type { LocalTime } from '../pad-command.ts';

/** What the host says to a device. Texts have been made fit for a frame (outgoing-text.ts). */
export type HostMessage =
  | { readonly type: 'welcome' | 'pause' | 'resume' | 'logout' | 'heartbeat' | 'info' }
  /** The device's result has arrived (network form). */
  | { readonly type: 'got' }
  /** Asks whether there is a result (USB form). */
  | { readonly type: 'poll' }
  /** `id`: 32 hexadecimal digits. */
  | { readonly type: 'arm'; readonly id: string | null }
  /** The network form carries no name. */
  | { readonly type: 'login'; readonly card: string; readonly name: string | null }
  | { readonly type: 'speak' | 'notice'; readonly text: string }
  | { readonly type: 'clock'; readonly at: LocalTime }
  | { readonly type: 'bad-keys'; readonly keys: readonly number[] }
  | { readonly type: 'layout'; readonly json: string }
  | { readonly type: 'ticket'; readonly number: string; readonly service: string };

export type HostMessageType = HostMessage['type'];
