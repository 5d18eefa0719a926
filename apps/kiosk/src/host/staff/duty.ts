import type { DeviceConfiguration, KnownRecord, ServiceContext } from '@pingjia/shared';

/** Who serves at this window: whoever signed in last, else whom the office assigned. Folded from the journal at boot. */
export class Duty {
  /** Who signed in last and did not sign out. */
  signedIn: string | null = null;

  note({ type, data }: Pick<KnownRecord, 'type' | 'data'>): void {
    if (type === 'staff-signed-in' && 'staffId' in data) this.signedIn = data.staffId;
    if (type === 'staff-signed-out') this.signedIn = null;
  }

  staffId(configuration: DeviceConfiguration | null): string | null {
    return this.signedIn ?? configuration?.assignedStaffId ?? null;
  }

  /** What a walk-up at this moment is about. */
  context(configuration: DeviceConfiguration | null): ServiceContext {
    return {
      siteId: configuration?.site.siteId ?? nowhere,
      windowId: configuration?.window.windowId ?? nowhere,
      staffId: this.staffId(configuration),
      itemCode: null,
      ticket: null,
    };
  }
}

/** A pad that was never configured still journals what citizens press; the server knows where it stands. */
const nowhere = '00000000-0000-0000-0000-000000000000';
