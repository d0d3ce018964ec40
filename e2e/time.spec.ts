import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Time range' })

/** Chooses a zone by keyboard alone, beginning anywhere in the page. */
async function chooseZone(page: Page, typed: string): Promise<void> {
  await page.getByRole('combobox', { name: /^Time zone/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByPlaceholder(/^Find a zone/)).toBeFocused()
  await page.keyboard.type(typed)
  await page.keyboard.press('Enter')
  await expect(page.getByPlaceholder(/^Find a zone/)).toBeHidden()
}

/** Opens the range by keyboard and selects the text of one end, so that typing replaces it. */
async function typeEnd(page: Page, end: 'Since' | 'Before', text: string): Promise<void> {
  if (!(await dialog(page).isVisible())) {
    await page.getByRole('button', { name: /^Time range/ }).focus()
    await page.keyboard.press('Enter')
    await expect(dialog(page)).toBeVisible()
  }
  await page.getByRole('textbox', { name: new RegExp(`^${end}`) }).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

/** The next request for entries after a gesture, as its two ends. */
async function findAsked(page: Page, gesture: () => Promise<void>) {
  const [request] = await Promise.all([
    page.waitForRequest((each) => each.url().includes('/logs/audit?')),
    gesture(),
  ])
  const { searchParams } = new URL(request.url())
  return { since: searchParams.get('since'), before: searchParams.get('before') }
}

test.describe('in Europe/Berlin, by keyboard alone', () => {
  test.beforeEach(async ({ explorer, page }) => {
    await explorer.open()
    await chooseZone(page, 'berlin')
    await expect(explorer.timeHeading).toContainText('(Europe/Berlin)')
    await expect.poll(() => explorer.address()).toContain('tz=Europe/Berlin')
  })

  test('a time that the clocks skip is refused, with the time to use', async ({ page }) => {
    await typeEnd(page, 'Since', '2026-03-29 02:30')
    await expect(dialog(page)).toContainText('2026-03-29 02:30 does not exist in Europe/Berlin')
    await expect(dialog(page)).toContainText('the clocks go from 02:00 to 03:00')
    await expect(page.getByRole('button', { name: 'Apply', exact: true })).toBeDisabled()
    await typeEnd(page, 'Since', '2026-03-29 03:30')
    await expect(dialog(page)).toContainText('= 2026-03-29 01:30 UTC')
    const asked = await findAsked(page, () => page.keyboard.press('Enter'))
    expect(asked.since).toBe('2026-03-29T01:30:00.000Z')
  })

  test('of a time that comes twice, the one is taken that misses nothing', async ({ page }) => {
    await typeEnd(page, 'Since', '2026-10-25 02:30')
    await expect(dialog(page)).toContainText('comes twice in Europe/Berlin')
    await expect(dialog(page)).toContainText('the first one, UTC+02:00, was taken')
    await typeEnd(page, 'Before', '2026-10-25 02:30')
    await expect(dialog(page)).toContainText('the second one, UTC+01:00, was taken')
    const asked = await findAsked(page, () => page.keyboard.press('Enter'))
    expect(asked).toEqual({
      since: '2026-10-25T00:30:00.000Z',
      before: '2026-10-25T01:30:00.000Z',
    })
  })

  test('table, drawer, inputs and what the search says agree', async ({ explorer, page }) => {
    await explorer.grid.press('Enter')
    await expect(explorer.drawer).toContainText('GMT+1')
    await expect(page.getByRole('contentinfo')).toContainText('GMT+1')
    await page.keyboard.press('Escape')
    await expect(explorer.drawer).toBeHidden()
    await page.getByRole('button', { name: /^Time range/ }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: /^Since/ })).toHaveValue(/GMT\+1$/)
    await expect(dialog(page)).toContainText(/This search: .* GMT\+1 → .* GMT\+1/)
    await expect(dialog(page)).toContainText(/that is .* UTC → .* UTC/)
    await expect(dialog(page)).toContainText('one without a zone is read in Europe/Berlin')
  })

  test('days are picked from a calendar', async ({ page }) => {
    await typeEnd(page, 'Since', '2026-11-10')
    await typeEnd(page, 'Before', '2026-11-14')
    await page.getByRole('button', { name: 'Calendar' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /November 10th, 2026, selected/ })).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(dialog(page)).toContainText('Now pick the last day.')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: /^Since/ })).toHaveValue('2026-11-17')
    await expect(page.getByRole('textbox', { name: /^Before/ })).toHaveValue('2026-11-19')
    await page.getByRole('button', { name: 'Apply', exact: true }).focus()
    const asked = await findAsked(page, () => page.keyboard.press('Enter'))
    expect(asked).toEqual({
      since: '2026-11-16T23:00:00.000Z',
      before: '2026-11-18T23:00:00.000Z',
    })
  })

  test('is remembered for the next visit', async ({ explorer, page, gumshoe }) => {
    await page.goto(`${gumshoe.origin}/`)
    await expect(explorer.timeHeading).toContainText('(Europe/Berlin)')
    await chooseZone(page, 'utc')
    await expect(explorer.timeHeading).toContainText('(UTC)')
  })
})

test('any zone is found by its city, and the heading says which it is', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  await chooseZone(page, 'st johns')
  await expect(explorer.timeHeading).toContainText('(America/St_Johns)')
  await chooseZone(page, 'kathmandu')
  await expect(explorer.timeHeading).toContainText(/\(Asia\/Kath?mandu\)/)
})

test('a pair of the table’s own times applies with one Enter', async ({ explorer, page }) => {
  await explorer.open()
  await typeEnd(page, 'Since', '2026-11-20 10:00:00.000 to 2026-11-20 18:42:06.239 UTC')
  await expect(dialog(page)).toContainText('One text gives both ends; Enter applies them.')
  await expect(dialog(page)).toContainText('= 2026-11-20 10:00 UTC')
  await expect(dialog(page)).toContainText('= 2026-11-20 18:42:06.239 UTC')
  const asked = await findAsked(page, () => page.keyboard.press('Enter'))
  expect(asked).toEqual({ since: '2026-11-20T10:00:00.000Z', before: '2026-11-20T18:42:06.239Z' })
})

test('two cells copied from a sheet fill both ends at once', async ({ explorer, page }) => {
  await explorer.open()
  await typeEnd(page, 'Since', '')
  await page.getByRole('textbox', { name: /^Since/ }).evaluate((input) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '1793521800\n1793525400\n')
    input.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  })
  await expect(page.getByRole('textbox', { name: /^Before/ })).toHaveValue('1793525400')
  await expect(dialog(page)).toContainText('= 2026-11-01 08:30 UTC')
  await expect(dialog(page)).toContainText('Read as seconds since 1970.')
})

test('what the log cannot show is said before it is asked', async ({ explorer, page }) => {
  await explorer.open()
  await typeEnd(page, 'Since', '2025-01-01')
  await expect(dialog(page)).toContainText('This log keeps entries for about 18 months')
  await expect(dialog(page)).toContainText('This log begins on 2026-03-10')
})

test('times as people say them are echoed in full, and ambiguous ones refused with both meanings', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  await typeEnd(page, 'Since', '3 days ago')
  await expect(dialog(page)).toContainText(/= 2026-11-18 12:0\d(:\d\d)? UTC/)
  await typeEnd(page, 'Since', '11/12 10:00')
  await expect(dialog(page)).toContainText('can be November 12 or December 11')
  await expect(page.getByRole('button', { name: 'Apply', exact: true })).toBeDisabled()
  await typeEnd(page, 'Since', 'yesterday 5pm to now')
  await expect(dialog(page)).toContainText('= 2026-11-20 17:00 UTC')
  const asked = await findAsked(page, () => page.keyboard.press('Enter'))
  expect(asked.since).toBe('2026-11-20T17:00:00.000Z')
  expect(asked.before).toMatch(/^2026-11-21T12:0/)
})

test('the range is shifted, zoomed out and chosen again', async ({ explorer, page }) => {
  await explorer.open()
  await typeEnd(page, 'Since', '2026-11-18 to 2026-11-19')
  await findAsked(page, () => page.keyboard.press('Enter'))
  await expect(dialog(page)).toBeHidden()
  await page.getByRole('button', { name: /^Time range/ }).press('Enter')
  const earlier = dialog(page).getByRole('button', { name: 'Earlier' })
  const shifted = await findAsked(page, () => earlier.click())
  expect(shifted.since).toBe('2026-11-17T00:00:00.000Z')
  await expect(page.getByRole('textbox', { name: /^Since/ })).toHaveValue(/^2026-11-17/)
  await expect(earlier).toBeFocused()
  const back = await findAsked(page, () => page.keyboard.press('ArrowLeft'))
  expect(back.since).toBe('2026-11-16T00:00:00.000Z')
  const wide = await findAsked(page, () =>
    dialog(page).getByRole('button', { name: 'Zoom out' }).click(),
  )
  expect(wide).toEqual({ since: '2026-11-15T12:00:00.000Z', before: '2026-11-17T12:00:00.000Z' })
  await dialog(page)
    .getByRole('button', { name: /^2026-11-18 00:00 → 2026-11-19/ })
    .click()
  await expect.poll(() => explorer.address()).toContain('since=2026-11-18')
})
