import type { Page } from 'playwright-core';
import { type County, consolePassword, consoleUser } from './county.ts';

/** Signs in to the console and stays on its live list. */
export async function openConsole(page: Page, county: County): Promise<void> {
  await page.goto(county.serverUrl);
  await page.getByTestId('sign-in-username').fill(consoleUser);
  await page.getByTestId('sign-in-password').fill(consolePassword);
  await page.getByTestId('sign-in-submit').click();
  await page.getByTestId('sign-in-username').waitFor({ state: 'detached' });
}

/** The row of one evaluation; waits until it is there. */
export async function waitForRow(page: Page, evaluationId: string): Promise<void> {
  await page.locator(`[data-row-key="${evaluationId}"]`).waitFor();
}
