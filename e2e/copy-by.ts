/** Reads what a button copies. */
import type { Locator } from '@playwright/test'
import { watchClipboard } from './pages/explorer-page.ts'

/** Clicks the button and returns what it copies: the browser writes to the clipboard only after the click. */
export async function copyBy(button: Locator): Promise<string> {
  const readCopy = await watchClipboard(button.page())
  await button.click()
  return readCopy()
}
