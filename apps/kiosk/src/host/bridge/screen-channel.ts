/** Carries the bridge's JSON texts to and from one screen. The shells bring the adapters. */
export interface ScreenChannel {
  send(text: string): void;
  /** At most one handler; called in order. */
  onMessage(handler: (text: string) => void): void;
  /** Called once when the screen is gone. */
  onClose(handler: () => void): void;
  close(): void;
}
