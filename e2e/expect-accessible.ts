/** axe's judgment of a page, or of a part of it. */
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/**
 * Lets axe judge colors, before the page is opened: it cannot read `none` in them, which the style
 * sheet uses for gray.
 */
export async function makeColorsReadable(page: Page): Promise<void> {
  await page.route('**/*.css', async (route) => {
    try {
      const response = await route.fetch()
      const body = (await response.text()).replace(/ none\)/g, ' 0)')
      await route.fulfill({ response, body })
    } catch (error) {
      // A page that is left meanwhile takes its style sheet's answer with it.
      if (!/disposed|closed|handled/i.test(String(error))) throw error
    }
  })
}

/** Fails on any violation in the page, or in one part where the rest has been judged elsewhere. */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  // Describing all that is well takes three quarters of the time; there are no frames to gather from.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .include(part)
    .analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
  expect(found).toEqual([])
}
