/** On a narrow page everything fits: the controls are in a sheet, the footer is whole, and nothing scrolls sideways. */
import type { Page } from '@playwright/test'
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, isList, test } from './fixtures.ts'

/** The sheet with the controls, and the button that opens it. */
const sheet = (page: Page) => page.getByRole('dialog', { name: 'Filters & time' })
const opener = (page: Page) => page.getByRole('button', { name: /^Filters & time/ })

/** The elements that end outside of the page, by their text; what lies in a scroller of its own does not count. */
async function findOutside(page: Page, part: string): Promise<string[]> {
  return page.locator(part).evaluateAll((elements) =>
    elements.flatMap((element) => {
      const { left, right, width } = element.getBoundingClientRect()
      const isOutside = width > 1 && (left < -1 || right > document.documentElement.clientWidth + 1)
      return isOutside ? [`${element.textContent} ${left} ${right}`] : []
    }),
  )
}

// 720 × 450 is 1440 × 900 at a zoom of 200 %.
for (const [width, height] of [
  [320, 640],
  [420, 900],
  [720, 450],
  [900, 900],
] as const) {
  test(`nothing is cut or scrolls sideways at ${width} px`, async ({ explorer, page, gumshoe }) => {
    await page.setViewportSize({ width, height })
    await explorer.openWith('range=30d&actor_context.not=dash')
    const footer = page.getByRole('contentinfo')
    await expect(footer).toContainText('Last 8 min may be incomplete')
    const isWhole = async () => {
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      await expect
        .poll(() => findOutside(page, 'header button, footer p:not(.sr-only), footer button'))
        .toEqual([])
      await expect
        .poll(() => footer.evaluate((element) => element.getBoundingClientRect().bottom))
        .toBeLessThanOrEqual(height)
    }
    await isWhole()
    for (const name of ['Load all', 'Completeness report', 'What this log cannot show', 'Export']) {
      await expect(footer.getByRole('button', { name })).toBeInViewport({ ratio: 1 })
    }
    await expect(footer.getByText('Last 8 min may be incomplete')).toBeInViewport({ ratio: 1 })
    gumshoe.emulator.faults.when(isList, () => new Response('no', { status: 502 }))
    await explorer.scrollToEnd()
    await expect(footer.getByRole('button', { name: 'Retry now' })).toBeInViewport({ ratio: 1 })
    await isWhole()
  })
}

for (const width of [320, 420]) {
  test(`the sheet has all controls and works by keyboard at ${width} px`, async ({
    explorer,
    page,
  }) => {
    await makeColorsReadable(page)
    await page.setViewportSize({ width, height: 800 })
    await explorer.openWith('range=30d&actor_context.not=dash&action_type=update')
    await expect(opener(page)).toHaveAccessibleName(/2 filters/)
    await expect(opener(page)).toContainText('Last 30 days')
    await opener(page).focus()
    await page.keyboard.press('Enter')
    await expect(sheet(page)).toBeVisible()
    for (const name of [/^Log: /, /^Time range: /, /^Newest first/, /^Add filter/, /^Saved/]) {
      await expect(sheet(page).getByRole('button', { name })).toBeVisible()
    }
    await expect
      .poll(() => findOutside(page, '[role=dialog] button, [role=dialog] input'))
      .toEqual([])
    await expectAccessibleInBothThemes(page, '[role=dialog]')
    // The focus stays in the sheet.
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab')
      // A guard at the end of the sheet sends the focus back to its beginning.
      await expect
        .poll(() => sheet(page).evaluate((it) => it.contains(document.activeElement)))
        .toBe(true)
    }
    await sheet(page)
      .getByRole('button', { name: /^Time range: / })
      .focus()
    await page.keyboard.press('Enter')
    await page
      .getByRole('radio', { name: 'Last 7 days' })
      .or(page.getByText('Last 7 days'))
      .first()
      .click()
    await expect.poll(() => explorer.address()).toContain('range=7d')
    // The next Escape is for the sheet.
    await expect(page.getByRole('dialog', { name: 'Time range', exact: true })).toBeHidden()
    await page.keyboard.press('Escape')
    await expect(sheet(page)).toBeHidden()
    await expect(opener(page)).toBeFocused()
    await expect(opener(page)).toContainText('Last 7 days')
  })
}

test.describe('a phone', () => {
  test.use({ viewport: { width: 420, height: 900 } })

  test('the keys of the controls open the sheet, and typing goes on in it', async ({
    explorer,
    page,
  }) => {
    await explorer.openWith('range=30d')
    await page.keyboard.press('/')
    await page.keyboard.type('actor_context:dash')
    await expect(sheet(page)).toBeVisible()
    await expect(sheet(page).getByRole('combobox', { name: /^Search, filter/ })).toHaveValue(
      /actor_context:dash$/,
    )
    await page.keyboard.press('Enter')
    await expect.poll(() => explorer.address()).toContain('actor_context=dash')
    await expect(sheet(page)).toBeHidden()
    await page.keyboard.press('f')
    await expect(page.getByRole('dialog', { name: 'Add filter' })).toBeVisible()
  })

  test('the bars can be shown as a table', async ({ explorer, page }) => {
    await explorer.openWith('range=30d')
    await expect(page.getByRole('list', { name: 'Legend' })).toContainText('Not loaded')
    await page.getByRole('button', { name: 'Show as table' }).click()
    await expect(page.getByRole('table', { name: /^Loaded entries over time/ })).toBeVisible()
  })
})

for (const width of [320, 420, 900, 1280]) {
  test(`the active tab of the drawer is in view, without stray scrollbars, at ${width} px`, async ({
    explorer,
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 })
    await explorer.openWith('range=30d')
    await explorer.row(0).click()
    const tab = explorer.drawer.getByRole('tab', { selected: true })
    await expect(tab).toHaveText('Overview')
    await expect(tab).toBeInViewport({ ratio: 1 })
    const readScroller = () =>
      explorer.drawer.getByRole('tablist').evaluate((list) => {
        const box = list.parentElement
        if (!box) return undefined
        return { y: getComputedStyle(box).overflowY, bar: box.offsetHeight - box.clientHeight }
      })
    await expect.poll(readScroller).toEqual({ y: 'hidden', bar: 0 })
    await tab.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    const last = explorer.drawer.getByRole('tab').last()
    await expect(last).toBeInViewport({ ratio: 1 })
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  })
}
