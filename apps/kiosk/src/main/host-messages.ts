/** What the main process tells the host process; a screen's port travels with `screen`. */
export type ToHost = { readonly type: 'screen' } | { readonly type: 'stop' };

/** What the host process tells the main process. */
export type FromHost =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly message: string }
  /** Smoke run: the press is durable, or its thanks are on the glass. */
  | { readonly type: 'journaled' }
  | { readonly type: 'painted' }
  | { readonly type: 'stopped' };

/** Arguments of the host process, as one JSON text. */
export interface HostArguments {
  readonly folder: string;
  readonly pads: readonly string[];
  readonly queueBridge?: string | undefined;
  readonly smoke: boolean;
  readonly server: { readonly url: string; readonly enrollmentCode: string } | null;
}
