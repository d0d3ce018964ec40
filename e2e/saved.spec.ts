import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { starters } from '../src/query/starters/starters.ts'
import { storySteps } from '../src/query/starters/story-steps.ts'
import { expect, test } from './fixtures.ts'

const own = (page: Page) => page.getByRole('region', { name: 'My queries' })

/** Presses Tab until the element has the focus; fails when it is never reached. */
async function tabTo(page: Page, name: RegExp, role: 'button' | 'link' = 'button'): Promise<void> {
  const target = page.getByRole(role, { name })
  await target.waitFor()
  for (let i = 0; i < 90; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${name}.`)
}

async function saveByKeyboard(page: Page, name: string): Promise<void> {
  await page.keyboard.press('s')
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Save this query' })).toBeHidden()
}

async function importText(page: Page, text: string, bytes?: number): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await tabTo(page, /^Import/)
  await page.keyboard.press('Enter')
  // By its path: a large file would not go through the wire to the browser in time.
  const path = test.info().outputPath('saved.json')
  writeFileSync(path, text)
  if (bytes !== undefined) truncateSync(path, bytes)
  await (await chooser).setFiles(path)
}

test('save, run, rename, delete, undo, export and import, by keyboard alone', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.openWith('range=24h&action_type=delete')
  const address = explorer.address()
  await explorer.grid.focus()
  await saveByKeyboard(page, 'Deletions')
  await expect(page.getByRole('button', { name: /^Save.*this query is saved$/ })).toBeVisible()

  await page.goto(`${gumshoe.origin}/saved`)
  await tabTo(page, /^Rename Deletions$/)
  await page.keyboard.press('Enter')
  await page.keyboard.type('Who deletes')
  await page.keyboard.press('Tab')
  await page.keyboard.type('every Monday')
  await page.keyboard.press('Enter')
  await expect(own(page).getByRole('link', { name: 'Who deletes' })).toBeVisible()
  await expect(own(page)).toContainText('every Monday')
  await expect(page.getByRole('button', { name: 'Rename Who deletes' })).toBeFocused()

  await tabTo(page, /^Delete Who deletes$/)
  await page.keyboard.press('Enter')
  await expect(own(page)).toContainText('Nothing is saved yet')
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(own(page).getByRole('link', { name: 'Who deletes' })).toBeFocused()

  const download = page.waitForEvent('download')
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByRole('button', { name: 'Export' })).toBeFocused()
  await page.keyboard.press('Enter')
  const exported = readFileSync((await (await download).path()) ?? '', 'utf8')
  expect(JSON.parse(exported).queries).toEqual([
    { name: 'Who deletes', note: 'every Monday', address },
  ])
  await importText(page, exported)
  await expect(own(page)).toContainText('Imported 0 queries. 1 was there already.')

  await page.reload()
  await tabTo(page, /^Who deletes$/, 'link')
  await page.keyboard.press('Enter')
  await explorer.rows.first().waitFor()
  await expect.poll(() => explorer.address()).toBe(address)
})

test('a hostile file changes nothing, and the message names the culprit', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.open()
  const { pathname } = new URL(page.url())
  await explorer.grid.focus()
  await saveByKeyboard(page, 'Mine')
  await page.goto(`${gumshoe.origin}/saved`)
  const stored = () => page.evaluate(() => localStorage.getItem('gumshoe.saved'))
  const before = await stored()
  const good = `{"name":"good","address":"${pathname}?range=7d"}`
  const file = (queries: string) =>
    `{"format":"gumshoe-saved-queries","version":1,"queries":${queries}}`
  for (const [text, culprit] of [
    [file(`[${good},{"name":"a","address":"javascript:alert(1)"}]`), 'queries[1].address'],
    [file(`[${good},{"name":"a","address":"//evil.example${pathname}"}]`), 'queries[1].address'],
    [file(`[{"name":"a\\u202eb","address":"${pathname}"}]`), 'queries[0].name'],
    [file(`[{"__proto__":{"name":"a"},"address":"${pathname}"}]`), '“__proto__”'],
    [file(`[${good},{"name":[],"address":"${pathname}"}]`), 'queries[1].name is not text'],
    [file(`[${Array.from({ length: 600_000 }, () => 0).join()}]`), '600,000 entries'],
    ['<html>', 'not a JSON object'],
  ] as const) {
    await importText(page, text)
    await expect(page.getByRole('alert')).toContainText('Nothing was imported.')
    await expect(page.getByRole('alert')).toContainText(culprit)
    expect(await stored()).toBe(before)
  }
  await importText(page, file(`[${good}]`), 50_000_000)
  await expect(page.getByRole('alert')).toContainText('The file has 50.0 MB')
  expect(await stored()).toBe(before)
  await importText(page, file(`[${good}]`))
  await expect(own(page).getByRole('link')).toHaveText(['good', 'Mine'])
})

test('a full or forbidden storage is said, and nothing is lost', async ({ explorer, page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await explorer.open()
  await page.keyboard.press('s')
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.type('Anything')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Save this query' })
  await expect(dialog).toContainText('storage for this page is full')
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Anything')
})

test('what is stored is drawn as text, and what is unreadable is counted', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.open()
  const { pathname } = new URL(page.url())
  await page.evaluate((address) => {
    const hostile = { name: '<img src=x onerror=alert(1)>', note: '', address }
    const wrong = { name: 'a', note: '', address: 'javascript:alert(1)' }
    localStorage.setItem('gumshoe.saved', JSON.stringify([hostile, wrong, 7]))
  }, `${pathname}?range=7d`)
  await page.goto(`${gumshoe.origin}/saved`)
  await expect(own(page).getByRole('link')).toHaveText(['<img src=x onerror=alert(1)>'])
  await expect(own(page)).toContainText('2 stored queries could not be read')
})

test('a query runs where it was saved, or in the present account when one asks for that', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.open()
  const first = new URL(page.url()).pathname
  await explorer.grid.focus()
  await saveByKeyboard(page, 'Here')
  await page.getByRole('combobox', { name: /^Account: / }).click()
  await expect(page.getByPlaceholder('Find by name, or paste an id')).toBeFocused()
  await page.keyboard.type('acme labs')
  await expect(page.getByRole('option')).toHaveText([/^Acme Labs/])
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).pathname).not.toBe(first)
  const second = new URL(page.url()).pathname
  // The rows of the first account are shown until those of the second arrive, which is then the present one.
  await expect
    .poll(() => page.evaluate(() => JSON.stringify(localStorage)))
    .toContain(second.split('/')[2])
  await page.goto(`${gumshoe.origin}/saved`)
  await own(page)
    .getByRole('link', { name: /^Run in Acme Labs/ })
    .click()
  await explorer.rows.first().waitFor()
  expect(new URL(page.url()).pathname).toBe(second)
  await page.goBack()
  await own(page).getByRole('link', { name: 'Here' }).click()
  await explorer.rows.first().waitFor()
  expect(new URL(page.url()).pathname).toBe(first)
})

test.describe('a first visit', () => {
  test('offers three ways in, and none after one was taken', async ({
    explorer,
    page,
    gumshoe,
  }) => {
    test.slow()
    await explorer.open()
    const points = page.getByRole('region', { name: 'Starting points' })
    await points.getByRole('button', { name: 'Connect your account' }).click()
    const help = page.getByRole('dialog', { name: 'Connect your account' })
    await expect(help).toContainText('CLOUDFLARE_API_TOKEN')
    await page.keyboard.press('Escape')
    await expect(help).toBeHidden()
    await points.getByRole('button', { name: 'Follow the story' }).click()
    for (const [i, { title }] of storySteps.entries()) {
      const note = page.getByRole('region', { name: 'What to look for' })
      await expect(note).toContainText(`Story, ${i + 1} of ${storySteps.length}: ${title}`)
      // The last step asks for the identity provider, and keeps the note.
      const isLast = i === storySteps.length - 1
      if (isLast) await page.getByRole('button', { name: /^Okta/ }).click()
      await expect(note).toContainText(`Story, ${i + 1} of ${storySteps.length}: ${title}`)
      if (i > 0) await explorer.rows.first().waitFor()
      if (!isLast) await note.getByRole('link', { name: /^Next/ }).click()
    }
    // The log of the last step is opened again, and asks for its identity provider.
    await page.goto(`${gumshoe.origin}/`)
    await page.getByRole('button', { name: /^Okta/ }).click()
    await explorer.rows.first().waitFor()
    await expect(points).toBeHidden()
  })

  test('in two gestures from the first page to a starter', async ({ explorer, page }) => {
    await explorer.open()
    await page.getByRole('button', { name: 'Try a template' }).click()
    await page.getByRole('link', { name: 'Tunnels and routes created' }).click()
    await explorer.rows.first().waitFor()
    await expect(page.getByRole('region', { name: 'What to look for' })).toContainText('tunnel')
  })
})

for (const group of new Set(starters.map((each) => each.group))) {
  test(`from the first page to the entries of each starter in at most 3 gestures: ${group}`, async ({
    explorer,
    page,
  }) => {
    test.slow()
    await explorer.open()
    const note = page.getByRole('region', { name: 'What to look for' })
    for (const starter of starters.filter((each) => each.group === group)) {
      const { title, dataset, filters, localFilters = [] } = starter
      const gestures = [
        () => page.getByRole('button', { name: 'Saved', exact: true }).click(),
        () => page.getByRole('link', { name: title, exact: true }).click(),
      ]
      expect(gestures.length).toBeLessThanOrEqual(3)
      for (const gesture of gestures) await gesture()
      await expect(note).toContainText(title)
      // This log asks for its identity provider, and keeps the template.
      const asksFor = dataset === 'access-scim-logs'
      if (asksFor) await page.getByRole('button', { name: /^Okta/ }).click()
      await explorer.rows.first().waitFor()
      const [filter] = filters
      const [local] = localFilters
      const key = filter?.mode === 'exclude' ? `${filter.parameter}.not` : filter?.parameter
      expect(explorer.address(), dataset).toContain(
        filter
          ? `${key}=${filter.values[0]}`
          : `local.has=${local?.kind === 'field' && local.pointer}=`,
      )
      await page.goBack()
      if (asksFor) await page.goBack()
      await expect(note).toBeHidden()
      await explorer.rows.first().waitFor()
    }
  })
}
