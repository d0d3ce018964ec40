/** Reads what a button copies. */
import { expect, type Locator } from '@playwright/test'

const nothing = '(nothing copied)'

/** Clicks the button and returns what it copies: the browser writes to the clipboard only after the click. */
export async function copyBy(button: Locator): Promise<string> {
  const page = button.page()
  const read = () => page.evaluate(() => navigator.clipboard.readText())
  await page.evaluate((text) => navigator.clipboard.writeText(text), nothing)
  await button.click()
  await expect.poll(read).not.toBe(nothing)
  return read()
}
