import type { Fault } from '@pingjia/shared';
import type { BridgeListener } from '../bridge/bridge-client.ts';

/** Writes down what a bridge client tells, one word each, with the code of a fault. */
export class RecordingListener implements BridgeListener {
  readonly told: string[] = [];

  welcomed(): void {
    this.told.push('welcomed');
  }

  pushed(message: { readonly type: string }): void {
    this.told.push(message.type);
  }

  lost(): void {
    this.told.push('lost');
  }

  refused({ code }: Fault): void {
    this.told.push(`refused ${code}`);
  }

  misheard({ code }: Fault): void {
    this.told.push(`misheard ${code}`);
  }
}
