/** Usage pages and usages of the USB-IF's HID Usage Tables 1.5 that matter for a pad. */
export const usagePages = { keyboard: 0x07, led: 0x08, button: 0x09, consumer: 0x0c } as const;

/** Pages whose usages are keys, in the order in which they are looked for: a device's keys are those of the first it has. */
export const keyPages: readonly number[] = [usagePages.button, usagePages.keyboard, usagePages.consumer];

/** Keyboard page: 0 is no key; 1–3 say that the report is not to be believed (HID 1.11, appendix C). */
export const firstKeyboardKey = 4;

/** A usage with its page. */
export interface Usage {
  readonly page: number;
  readonly id: number;
}
