import type { Page } from 'playwright-core';

/** Opens the technician's corner from the idle screen; the text in it. */
export async function openTechnician(page: Page): Promise<string> {
  // A busy page counts its three seconds from when it hears of it.
  await page.getByTestId('window-label').hover();
  await page.mouse.down();
  const text = await page.getByTestId('technician').innerText();
  await page.mouse.up();
  return text;
}
