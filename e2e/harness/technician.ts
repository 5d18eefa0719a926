import type { Page } from 'playwright-core';

/** Milliseconds for which a technician holds the window's label. */
const held = 3_200;

/** Opens the technician's corner from the idle screen; the text in it. */
export async function openTechnician(page: Page): Promise<string> {
  await page.getByTestId('window-label').click({ delay: held });
  return page.getByTestId('technician').innerText();
}
