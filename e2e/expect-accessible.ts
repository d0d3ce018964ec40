/** Checks the accessibility of a page, or of a part of it, with axe. */
import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const themes = ['light', 'dark'] as const

/**
 * Replaces `none` in colors of the style sheet, which axe cannot parse; the style sheet uses it for gray. Call it before
 * the page is opened.
 */
export async function makeColorsReadable(page: Page): Promise<void> {
  await page.route('**/*.css', async (route) => {
    try {
      // From its file: the server may have closed the connection by which Playwright would ask for it.
      const { pathname } = new URL(route.request().url())
      const file = new URL(`../dist/client${pathname}`, import.meta.url)
      const body = (await readFile(file, 'utf8')).replace(/ none\)/g, ' 0)')
      await route.fulfill({ contentType: 'text/css', body })
    } catch (error) {
      // If the page is left before the answer, its requests are disposed.
      if (!/disposed|closed|handled/i.test(String(error))) throw error
    }
  })
}

/** Waits until nothing fades in or changes its color: axe would judge the colors of that moment. */
async function waitForTransitions(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('[data-starting-style]') === null &&
      document.getAnimations().every((each) => !(each instanceof CSSTransition)),
  )
}

/** Fails on any violation in the page, or in one part of it if the others are checked elsewhere. */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  // axe refuses a part that is not there yet.
  await page.locator(part).first().waitFor({ state: 'attached' })
  await waitForTransitions(page)
  // axe is half a megabyte of script, which stays in the page until the page is left.
  const isLoaded = await page.evaluate(() => 'axe' in window)
  // Listing the passed checks would take three quarters of the time, and there are no frames to combine.
  const { violations } = await new AxeBuilder({ page, ...(isLoaded && { axeSource: ';' }) })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .include(part)
    .analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
  expect(found).toEqual([])
}

/** The same in both themes, beginning with the one in effect: the page follows the system when that changes. */
export async function expectAccessibleInBothThemes(page: Page, part?: string): Promise<void> {
  await expectAccessible(page, part)
  const shown = await page.locator('html').getAttribute('data-mode')
  const other = themes.find((theme) => theme !== shown) ?? 'dark'
  await page.emulateMedia({ colorScheme: other })
  await expect(page.locator('html')).toHaveAttribute('data-mode', other)
  await expectAccessible(page, part)
}
