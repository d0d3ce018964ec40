/** A condition to wait for in tests that expect a page to send no request. */
import type { Page } from '@playwright/test'

/** Lets the page fetch a small file ten times, one after the other. Requests that the page was about to send precede it. */
export async function answerRoundTrips(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let i = 0; i < 10; i++) await (await fetch('/favicon.svg', { cache: 'no-store' })).text()
  })
}
