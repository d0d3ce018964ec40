/** A condition to wait for where a test asserts that a page does not ask for something. */
import type { Page } from '@playwright/test'

/** Has the page ask its server for a small file and await the answer, ten times: what it was about to ask came before. */
export async function answerRoundTrips(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let i = 0; i < 10; i++) await (await fetch('/favicon.svg', { cache: 'no-store' })).text()
  })
}
