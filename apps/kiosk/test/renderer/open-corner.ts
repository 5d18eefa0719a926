import type { Page } from 'playwright-core';

/** Holds the window's label until the technician's corner opens: a busy page counts its three seconds from when it hears of it. */
export async function openCorner(page: Page): Promise<void> {
  await page.getByTestId('window-label').hover();
  await page.mouse.down();
  await page.getByTestId('technician').waitFor();
  await page.mouse.up();
}
