import {
  expectAccessible,
  expectAccessibleInBothThemes,
  makeColorsReadable,
} from './expect-accessible.ts'
import { expect, isList, test } from './fixtures.ts'

test.beforeEach(({ page }) => makeColorsReadable(page))

// Few rows are enough, and axe needs time for each cell.
test.use({ viewport: { width: 1440, height: 560 } })

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('in the table with filters', async ({ explorer, page }) => {
      await explorer.openWith('range=24h&actor_context=dash&action_type.not=view')
      await expect(page.locator('html')).toHaveAttribute('data-mode', colorScheme)
      await expectAccessible(page)
    })
  })
}

test.describe('axe finds nothing in either theme', () => {
  test.describe.configure({ timeout: 180_000 })

  test('in the views of the drawer', async ({ explorer, page }) => {
    await explorer.open()
    await explorer.row(0).click()
    await explorer.drawer.getByRole('tab').first().waitFor()
    const tabs = await explorer.drawer.getByRole('tab').all()
    expect(tabs.length).toBeGreaterThan(2)
    await expectAccessibleInBothThemes(page)
    for (const tab of tabs.slice(1)) {
      await tab.click()
      await expectAccessibleInBothThemes(page, 'section[aria-label="Entry"]')
    }
  })

  test('in the filter builder and the time picker', async ({ explorer, page }) => {
    await explorer.open()
    await page.keyboard.press('f')
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessibleInBothThemes(page)
    await page.keyboard.type('actor email')
    await page.keyboard.press('Enter')
    await expectAccessibleInBothThemes(page)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Time range/ }).click()
    await expect(page.getByRole('dialog', { name: 'Time range' })).toBeVisible()
    await expect(page.getByRole('dialog', { name: 'Add filter' })).toBeHidden()
    await expectAccessibleInBothThemes(page)
  })

  test('in the calendar', async ({ explorer, page }) => {
    await explorer.open()
    await page.getByRole('button', { name: /^Time range/ }).click()
    await page.getByRole('textbox', { name: /^Since/ }).fill('2025-01-01')
    await page.getByRole('textbox', { name: /^Before/ }).fill('no time')
    await page.getByRole('button', { name: 'Calendar' }).click()
    await page.getByRole('grid', { name: /2026/ }).waitFor()
    await expectAccessibleInBothThemes(page, '[role=dialog]')
  })

  test('in the list of zones and in the ways in', async ({ explorer, page }) => {
    await explorer.open()
    const connect = page.getByRole('button', { name: 'Connect your account' })
    await connect.waitFor()
    await expectAccessibleInBothThemes(page, 'section[aria-label="Starting points"]')
    await connect.click()
    await page.getByRole('dialog', { name: 'Connect your account' }).waitFor()
    await expectAccessibleInBothThemes(page, '[role=dialog]')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Connect your account' }).waitFor({ state: 'hidden' })
    await page.getByRole('combobox', { name: /^Time zone/ }).click()
    await page.getByRole('option').first().waitFor()
    await expectAccessibleInBothThemes(page, '[role=dialog]')
  })

  test('in what is saved, and the page of it', async ({ explorer, page, gumshoe }) => {
    await explorer.open()
    await page.getByRole('button', { name: 'Saved', exact: true }).click()
    await page.getByRole('dialog', { name: 'Saved queries' }).waitFor()
    await expectAccessibleInBothThemes(page, '[role=dialog]')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Saved queries' }).waitFor({ state: 'hidden' })
    await page.keyboard.press('s')
    await page.getByRole('dialog', { name: 'Save this query' }).waitFor()
    await expectAccessibleInBothThemes(page, '[role=dialog]')
    await page.keyboard.press('Enter')
    await page.goto(`${gumshoe.origin}/saved`)
    await page.getByRole('button', { name: /^Rename/ }).click()
    await expectAccessibleInBothThemes(page)
  })

  test('in the menus of the table, the keys and the bars as a table', async ({
    explorer,
    page,
  }) => {
    await explorer.open()
    await page.getByRole('button', { name: 'Show as table' }).click()
    await page.getByRole('table', { name: /^Loaded entries over time/ }).waitFor()
    await expectAccessibleInBothThemes(page, 'section[aria-label="Loaded entries over time"]')
    await page.getByRole('button', { name: 'Columns', exact: true }).press('Enter')
    await page.getByRole('dialog', { name: 'Columns' }).waitFor()
    await expectAccessibleInBothThemes(page, '[role=dialog]')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Columns' }).waitFor({ state: 'hidden' })
    for (const name of [/^Density/, 'Column Summary']) {
      // By key, which highlights the first item: axe requires that the menu can be scrolled without a pointer.
      await page.getByRole('button', { name }).press('Enter')
      await page.getByRole('menuitem').or(page.getByRole('menuitemradio')).first().waitFor()
      await expectAccessibleInBothThemes(page, '[role=menu]')
      await page.keyboard.press('Escape')
      await page.getByRole('menu').waitFor({ state: 'hidden' })
    }
    await page.getByRole('button', { name: 'Gumshoe, menu' }).click()
    await expectAccessibleInBothThemes(page, '[role=menu]')
    await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click()
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await expectAccessibleInBothThemes(page, '[role=dialog]')
  })

  test('in the facets where they lie over the table', async ({ explorer, page }) => {
    await page.setViewportSize({ width: 420, height: 700 })
    await explorer.open()
    await page.getByRole('button', { name: 'Facets', exact: true }).click()
    await page.getByRole('complementary', { name: 'Facets' }).getByRole('list').first().waitFor()
    await expectAccessibleInBothThemes(page, 'aside[aria-label="Facets"]')
  })

  test('in the find bar with a hit, and in a facet that is filtered', async ({
    explorer,
    page,
  }) => {
    await explorer.openWith('range=7d')
    await page.keyboard.press('Shift+F')
    await page.keyboard.type('proxied')
    const search = page.getByRole('search', { name: 'In loaded entries' })
    await search.locator('mark').waitFor()
    await expectAccessibleInBothThemes(page, 'search')
    await page.getByRole('searchbox', { name: 'Filter the values of Actor email' }).fill('acme')
    await page.getByRole('button', { name: 'Exclude Result success' }).focus()
    await expectAccessibleInBothThemes(page, 'aside[aria-label="Facets"]')
  })

  test('in the comparison of two entries', async ({ explorer, page }) => {
    await explorer.open()
    await explorer.row(0).click({ modifiers: ['Control'] })
    await explorer.row(1).click({ modifiers: ['Control'] })
    await page.getByRole('button', { name: 'Compare 2' }).click()
    await page.getByRole('region', { name: 'Comparison' }).getByRole('row').first().waitFor()
    await expectAccessibleInBothThemes(page, 'section[aria-label="Comparison"]')
  })

  test('in the reference, an empty result and an error', async ({ explorer, page, gumshoe }) => {
    await page.goto(`${gumshoe.origin}/reference`)
    await page.getByRole('heading', { name: 'Query reference' }).waitFor()
    await expectAccessibleInBothThemes(page)
    await explorer.ask('range=24h&actor_email=nobody@nowhere.example&foo=1')
    await page.getByRole('heading', { name: /No entries match/ }).waitFor()
    await expectAccessibleInBothThemes(page)
    gumshoe.emulator.faults.when(isList, () => new Response('', { status: 500 }))
    await explorer.ask('range=7d')
    await page.getByRole('alert').waitFor()
    await expectAccessibleInBothThemes(page)
  })
})

test('the theme can be switched and is remembered', async ({ explorer, page }) => {
  await explorer.open()
  await page.getByRole('button', { name: 'Use the dark theme' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mode', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-mode', 'dark')
})
