/** Parts that load after the first row: their keys work before they are loaded, and the layout does not shift. */
import type { Page } from '@playwright/test'
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { firstLog } from './pages/explorer-page.ts'

declare global {
  interface Window {
    /** Unexpected layout shifts. */
    shifts: string[]
  }
}

/** Delays the file of the controls until the returned function is called. */
async function holdControls(page: Page): Promise<() => void> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(/controls-[^/]*\.js$/, async (route) => {
    await released
    await route.continue()
  })
  return () => release()
}

async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.shifts = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources = [] } = entry as PerformanceEntry & {
          value: number
          sources?: { node?: Node; previousRect: DOMRect; currentRect: DOMRect }[]
        }
        const what = sources.map(({ node, previousRect: a, currentRect: b }) => {
          const name = node instanceof Element ? node.outerHTML.slice(0, 120) : node?.textContent
          return `${name} ${[a.x, a.y, a.width, a.height]} to ${[b.x, b.y, b.width, b.height]}`
        })
        window.shifts.push(`${value.toFixed(4)}: ${what.join('; ')}`)
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

for (const [key, role, name] of [
  ['f', 'dialog', 'Add filter'],
  ['s', 'dialog', 'Save this query'],
  ['?', 'dialog', 'Keyboard shortcuts'],
  ['e', 'dialog', 'Export entries'],
] as const) {
  test(`${key} is taken while its part is still on the way`, async ({ explorer, page }) => {
    const release = await holdControls(page)
    await explorer.openRows()
    await expect(page.getByRole('button', { name: 'Add filter' })).toBeHidden()
    await page.keyboard.press(key)
    release()
    await expect(page.getByRole(role, { name })).toBeVisible()
  })
}

const filters =
  'actor_email=alice@example.com&action_type=update&action_type=create&actor_ip_address.not=192.0.2.1&resource_product=dns&local.has=/actor/email=a'

for (const [what, question] of [
  ['the starting points', 'range=30d'],
  ['fixed ends', 'since=2026-11-01T00:00:00Z&before=2026-11-21T12:00:00Z&actor_context.not=dash'],
  [
    'filters on several lines',
    `range=30d&${filters.replace('alice@example.com', 'x&action_type.not=view')}`,
  ],
  ['a part that cannot be used', 'range=30d&nonsense=1'],
] as const) {
  for (const width of [1920, 1280, 1024, 560, 420, 360]) {
    test(`nothing moves when the rest comes: ${what}, ${width} px wide`, async ({
      explorer,
      page,
    }) => {
      const release = await holdControls(page)
      await page.setViewportSize({ width, height: 900 })
      await watchShifts(page)
      await page.goto(`${explorer.origin}${firstLog}?${question}`)
      await page.locator('[role="row"][aria-selected], [role="status"]').last().waitFor()
      await expect(explorer.status).not.toContainText('Loading')
      const place = page.getByRole('main')
      const before = await place.boundingBox()
      const row = explorer.row(0)
      const rowBefore = (await row.isVisible()) ? await row.boundingBox() : undefined
      release()
      await page
        .getByRole('button', { name: /^(Add filter|Filters & time)/ })
        .first()
        .waitFor()
      // Columns have no button where rows are cards.
      await page.getByRole('button', { name: 'Facets', exact: true }).waitFor()
      await page.waitForLoadState('networkidle')
      expect((await place.boundingBox())?.y).toBe(before?.y)
      if (rowBefore) expect(await row.boundingBox()).toEqual(rowBefore)
      expect(await page.evaluate(() => window.shifts)).toEqual([])
    })
  }
}

for (const question of ['range=30d', `range=30d&${filters}&nonsense=1`]) {
  test.describe('with few rows', () => {
    test.use({ viewport: { width: 1440, height: 560 } })

    test(`axe finds nothing in either theme while the controls are on the way: ${question}`, async ({
      explorer,
      page,
    }) => {
      await makeColorsReadable(page)
      await holdControls(page)
      await page.goto(`${explorer.origin}${firstLog}?${question}`)
      await expect(explorer.status).not.toContainText('Loading')
      await expect(page.getByText('Search, filter (name:value), or paste')).toBeVisible()
      await expectAccessibleInBothThemes(page)
    })
  })
}

test('the first entries are asked for once', async ({ explorer, gumshoe, page }) => {
  await explorer.openWith('range=7d')
  const questions = gumshoe.asked.filter(({ pathname }) => pathname.endsWith('/logs/audit'))
  expect(questions).toHaveLength(1)
  await expect(page.getByRole('contentinfo')).toContainText('1 page read')
})

test('what is typed after / before the bar is there is not lost', async ({ explorer, page }) => {
  const release = await holdControls(page)
  await explorer.openRows()
  await page.keyboard.type('/alice')
  release()
  await expect(page.locator('input:focus')).toHaveValue('alice')
})

for (const [key, text] of [
  ['/', 'alice'],
  ['f', 'actor em'],
  ['s', 'Night shift'],
  ['Shift+F', 'dns'],
] as const) {
  test(`typing after ${key} goes on when the part comes`, async ({ explorer, page }) => {
    const release = await holdControls(page)
    await explorer.openRows()
    await page.keyboard.press(key)
    await page.keyboard.type(text.slice(0, -2))
    release()
    await expect(page.locator('input:focus')).toHaveValue(text.slice(0, -2))
    await page.keyboard.type(text.slice(-2))
    await expect(page.locator('input:focus')).toHaveValue(text)
  })
}

test('a part that cannot be loaded says so, and the rows stay', async ({ explorer, page }) => {
  await page.route(/controls-[^/]*\.js$/, (route) => route.fulfill({ status: 404 }))
  await explorer.openRows()
  await expect(page.getByRole('alert').first()).toContainText('could not be loaded')
  await expect(page.getByRole('button', { name: 'Reload the page' }).first()).toBeVisible()
  await expect(explorer.rows.first()).toBeVisible()
})

test('the first rows are drawn from the answer, before the store has read it', async ({
  explorer,
  page,
}) => {
  let release = () => {}
  const isReleased = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(/store-worker-[^/]*\.js$/, async (route) => {
    await isReleased
    await route.continue()
  })
  await page.goto(`${explorer.origin}${firstLog}?range=24h`)
  await explorer.waitForTexts()
  const readRows = () => Promise.all([0, 1, 20].map((at) => explorer.readRow(explorer.row(at))))
  const texts = await readRows()
  // Nothing is claimed of a list that the store does not have.
  await expect(explorer.status).toHaveText('Loading the first entries…')
  await explorer.rows.first().click()
  await expect(page).toHaveURL(/entry=/)
  release()
  await expect(explorer.status).toContainText('100 loaded')
  await expect(explorer.drawer).toContainText('Action')
  await page.keyboard.press('Escape')
  await expect(explorer.drawer).toBeHidden()
  await expect.poll(readRows).toEqual(texts)
})
