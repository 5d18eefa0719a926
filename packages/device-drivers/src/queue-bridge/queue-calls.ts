import type { Result } from '@pingjia/shared';

/** What a queue system may ask of this window. Each call settles when it has taken effect or failed. */
export interface QueueCalls {
  signIn(staff: QueueStaff): Promise<Result<void>>;
  signOut(): Promise<Result<void>>;
  welcome(): Promise<Result<void>>;
  /** Awaits one evaluation. A new one takes the place of the one before. */
  arm(request: QueueArm): Promise<Result<void>>;
  pause(): Promise<Result<void>>;
  resume(): Promise<Result<void>>;
  /** Shows which ticket was called. */
  call(ticket: QueueTicket): Promise<Result<void>>;
}

export interface QueueStaff {
  /** The number on the badge, 1–40 characters. */
  readonly number: string;
  readonly name: string | null;
}

export interface QueueArm {
  /** Names this asking, so that its result reaches whoever asked and no one else. */
  readonly armId: string;
  /** 1–20 characters. */
  readonly ticket: string | null;
  /** 1–64 characters. */
  readonly itemCode: string | null;
}

export interface QueueTicket {
  /** 1–20 characters. */
  readonly number: string;
  /** At most 60 characters. */
  readonly service: string | null;
}

/** The evaluation that an `arm` asked for. */
export interface QueueResult {
  readonly armId: string;
  /** The key as the queue system is to read it, 0–255. */
  readonly key: number;
  /** What the citizen chose besides; at most 20. */
  readonly details: readonly { readonly code: string; readonly name: string }[];
}
