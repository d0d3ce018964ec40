/** A link with the fingerprint of its result: opening it tells whether the result is still the same, and what differs. */
import type { Page } from '@playwright/test'
import { expectAccessible, makeColorsReadable } from './expect-accessible.ts'
import { expect, type Gumshoe, now, test } from './fixtures.ts'
import { ExplorerPage, firstAccountId, watchClipboard } from './pages/explorer-page.ts'
import { dialogOf, readDownload, withoutPicker } from './pages/export-dialog.ts'

type Entry = { id: string; action: { time: string; [key: string]: unknown } }

const notice = (page: Page) => page.getByRole('region', { name: 'Comparison with the link' })
const fixed = 'since=2026-11-20T06:00:00Z&before=2026-11-20T12:00:00Z'

/** Copies the link with the fingerprint of the present result. */
async function copySealLink(page: Page): Promise<string> {
  const copied = await watchClipboard(page)
  await page.getByRole('banner').getByRole('button', { name: 'Share' }).click()
  await page.getByRole('menuitem', { name: 'Link with fingerprint' }).click()
  // When it takes some seconds, a dialog has the link, which is copied by another click.
  const dialog = page.getByRole('dialog', { name: 'Link with fingerprint' })
  const copy = dialog.getByRole('button', { name: 'Copy the link' })
  const report = page.getByText('Copied: Link with fingerprint')
  await expect(report.or(copy).first()).toBeVisible()
  if (await copy.isVisible()) await copy.click()
  const link = await copied()
  // Without a dialog, its key does nothing here.
  if (await dialog.isVisible()) await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  return link
}

/** Loads the range to its end, and returns how many entries it has. */
async function loadRange(explorer: ExplorerPage): Promise<number> {
  await explorer.loadAll()
  await expect(explorer.status).toContainText('Complete')
  return explorer.loadedCount()
}

/** Lets the log answer with its entries after a change; `change` gets the texts of a page's entries. */
function changeLog({ emulator }: Gumshoe, change: (texts: readonly string[]) => string[]): void {
  emulator.faults.when(
    (request) => new URL(request.url).pathname.endsWith('/logs/audit'),
    async (_, trueAnswer) => {
      const answer = await trueAnswer()
      const page = (await answer.json()) as { result: Entry[]; result_info: object }
      const texts = change(page.result.map((entry) => JSON.stringify(entry)))
      const info = JSON.stringify({ ...page.result_info, count: texts.length })
      return new Response(
        `{"success":true,"errors":[],"messages":[],"result":[${texts.join(',')}],"result_info":${info}}`,
        { headers: { 'content-type': 'application/json' } },
      )
    },
  )
}

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
})

test('a colleague sees that the result is the same, whatever the local filters are', async ({
  explorer,
  page,
  browser,
}) => {
  await explorer.openWith(`${fixed}&local.not=/actor/email=a`)
  const loaded = await explorer.settledCount()
  const link = await copySealLink(page)
  expect(link).toMatch(/&seal=2\.[\w-]{8}\.[\w-]{20}\.[\w-]{20}\.\d+\.c\.2026-11-2\dT[\d:]+Z$/)

  const other = await (await browser.newContext()).newPage()
  const colleague = new ExplorerPage(other, '')
  await colleague.open(link)
  await expect(notice(other)).toContainText(
    `Same ${loaded} entries as when the link was made (2026`,
  )
  const before = new URL(other.url())
  await colleague.filters
    .getByRole('button', { name: /^Remove filter/ })
    .first()
    .click()
  await expect.poll(() => other.url()).not.toContain('local.not')
  expect(other.url()).toContain(`seal=${before.searchParams.get('seal')}`)
  await expect(notice(other)).toContainText(`Same ${loaded} entries`)
  await other.close()
})

test('what was added, removed and changed is listed with the hashes that this browser keeps', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await makeColorsReadable(page)
  await explorer.openWith(fixed)
  const loaded = await explorer.settledCount()
  const link = await copySealLink(page)
  const toEntry = (text = '{}') => JSON.parse(text) as Entry
  changeLog(gumshoe, (texts) => {
    const [first, second, third, ...rest] = texts
    const changed = { ...toEntry(second), action: { ...toEntry(second).action, result: 'failure' } }
    const added = { ...toEntry(first), id: 'f0000000-0000-4000-8000-000000000001' }
    const again = { ...toEntry(first), id: 'f0000000-0000-4000-8000-000000000002' }
    // The third entry is gone.
    expect(third).toBeDefined()
    return [
      JSON.stringify(added),
      JSON.stringify(again),
      first ?? '',
      JSON.stringify(changed),
      ...rest,
    ]
  })
  await explorer.open(link.replace(explorer.origin, ''))
  await expect.poll(() => explorer.loadedCount()).toBe(loaded + 1)
  await expect(notice(page)).toContainText(
    '1 entry gone, 1 changed, 2 new since the link was made (2026-11-2',
  )
  await notice(page).getByRole('button', { name: 'Show 4 differences' }).click()
  const items = notice(page).getByRole('list', { name: 'Differences' }).getByRole('listitem')
  await expect(items).toHaveCount(4)
  await expectAccessible(page)
  await notice(page).getByText('1 gone', { exact: true }).click()
  await expect(items).toHaveCount(1)
  await expect(items).toContainText('Only its hash and its time are known')
  await notice(page).getByText('1 changed', { exact: true }).click()
  await expect(items.getByRole('button')).toBeVisible()
  await expect(items).toContainText('Only the hash of the earlier version is known.')
  await items.getByRole('button').click()
  await expect(explorer.drawer).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(explorer.drawer).toBeHidden()
  await notice(page).getByRole('button', { name: 'Select them in the list' }).click()
  await expect(page.getByText('3 selected')).toBeVisible()

  await notice(page).getByRole('button', { name: 'Remove the fingerprint' }).click()
  await expect(notice(page)).toHaveCount(0)
  await expect.poll(() => page.url()).not.toContain('seal=')
})

test('the list is narrowed to what is new or changed, also in the other direction and after undo', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await makeColorsReadable(page)
  await explorer.openWith(fixed)
  const loaded = await loadRange(explorer)
  const link = await copySealLink(page)
  const ids = gumshoe.emulator
    .entries('account-audit-logs-v2', { kind: 'account', id: firstAccountId })
    .map((entry) => entry as Entry)
    .filter(
      ({ action: { time } }) => time > '2026-11-20T06:00:00Z' && time < '2026-11-20T12:00:00Z',
    )
    .map(({ id }) => id)
  changeLog(gumshoe, (texts) =>
    texts.flatMap((text) => {
      const entry = JSON.parse(text) as Entry
      const added = JSON.stringify({ ...entry, id: 'f0000000-0000-4000-8000-000000000001' })
      if (entry.id === ids[3]) return [added, text]
      const changed = JSON.stringify({ ...entry, action: { ...entry.action, result: 'altered' } })
      return [entry.id === ids[5] ? changed : text]
    }),
  )
  await explorer.open(link.replace(explorer.origin, ''))
  const only = (words: string) => notice(page).getByRole('button', { name: `Show only ${words}` })
  await only('new (1)').click()
  await expect(only('new (1)')).toHaveAttribute('aria-pressed', 'true')
  await expect(explorer.status).toContainText(`1 of ${loaded + 1} loaded`)
  await expect(explorer.filters).toContainText('compared with the link: new')
  await expect(explorer.rows).toHaveCount(1)
  await expectAccessible(page)
  await only('changed (1)').click()
  await expect(explorer.status).toContainText(`2 of ${loaded + 1} loaded`)
  await expect(explorer.filters).toContainText('compared with the link: new, changed')

  await page.getByRole('button', { name: 'Newest first' }).click()
  await expect.poll(() => page.url()).toContain('direction=asc')
  await expect(notice(page)).toContainText('1 entry changed, 1 new since the link was made')
  await expect(explorer.status).toContainText(`2 of ${loaded + 1} loaded`)
  await page.keyboard.press('Control+z')
  await expect.poll(() => page.url()).not.toContain('direction=asc')
  await expect(explorer.status).toContainText(`2 of ${loaded + 1} loaded`)

  // Another question ends the comparison; undo brings it back.
  await (await explorer.cells('IP address')).first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Exclude' }).click()
  await expect.poll(() => page.url()).toContain('actor_ip_address.not')
  expect(page.url()).not.toContain('seal')
  await expect(notice(page)).toHaveCount(0)
  await expect(explorer.filters).toContainText('IP address is not')
  await page.keyboard.press('Control+z')
  await expect.poll(() => page.url()).toContain('&rule=seal.new&rule=seal.changed')
  await expect(notice(page)).toContainText('1 entry changed, 1 new')
  await expect(explorer.status).toContainText(`2 of ${loaded + 1} loaded`)

  await only('changed (1)').click()
  await expect(explorer.status).toContainText(`1 of ${loaded + 1} loaded`)
  await notice(page).getByRole('button', { name: 'Remove the fingerprint' }).click()
  await expect(notice(page)).toHaveCount(0)
  await expect(explorer.status).toContainText(`${loaded + 1} loaded`)
  await expect.poll(() => page.url()).not.toContain('seal')
})

test('equal JSON in other bytes is the same content', async ({ explorer, page, gumshoe }) => {
  await explorer.openWith(fixed)
  const loaded = await explorer.settledCount()
  const link = await copySealLink(page)
  changeLog(gumshoe, (texts) => texts.map((text) => text.replace(/^\{/, '{ ')))
  await explorer.open(link.replace(explorer.origin, ''))
  await expect(notice(page)).toContainText(`Same content of ${loaded} entries as when`)
  await expect(notice(page)).toContainText('in other bytes, with the same content')
})

test('another question drops the fingerprint', async ({ explorer, page }) => {
  await explorer.openWith(fixed)
  const link = await copySealLink(page)
  await explorer.open(link.replace(explorer.origin, ''))
  await expect(notice(page)).toContainText('Same ')
  await (await explorer.cells('IP address')).nth(1).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Exclude' }).click()
  await expect.poll(() => page.url()).toContain('actor_ip_address.not')
  expect(page.url()).not.toContain('seal=')
  await expect(notice(page)).toHaveCount(0)
  await page.goBack()
  await expect(notice(page)).toContainText('Same ')
})

test('a link whose filter was changed by hand says that its query was changed', async ({
  explorer,
  page,
}) => {
  await makeColorsReadable(page)
  await explorer.openWith(fixed)
  const loaded = await loadRange(explorer)
  const link = (await copySealLink(page)).replace(explorer.origin, '')
  const other = 'The query of this link was changed after its fingerprint was made'
  await explorer.open(`${link}&action_type=update`)
  await expect(notice(page)).toContainText(other)
  await expect(notice(page)).toContainText(
    /The logs, times or filters differ from those of the fingerprint \(2026-11-2\d [\d:]+ UTC\)\. The entries were not compared\. Press “Compare anyway” to compare them\./,
  )
  await expect(notice(page)).not.toContainText(/fewer|gone|\d difference/)
  await expectAccessible(page)
  await notice(page).getByRole('button', { name: 'Compare anyway' }).click()
  await expect(notice(page)).toContainText(/\d+ entr(y|ies) gone since the link was made/)
  await expect(notice(page).locator('p').first()).toHaveText(other)

  await explorer.open(link.replace('before=2026-11-20T12', 'before=2026-11-20T13'))
  await expect(notice(page)).toContainText(other)
  await explorer.open(`${link}&local.not=/actor/email=a&direction=asc`)
  await expect(notice(page)).toContainText(`Same ${loaded} entries as when the link was made`)

  // A link of an earlier version does not say what it asked.
  await explorer.open(`${link.replace(/seal=2\.[\w-]{8}/, 'seal=1')}&action_type=update`)
  await expect(notice(page)).toContainText(/\d+ entr(y|ies) fewer than when the link was made/)
})

test('a fingerprint that was cut is named, and the list is there', async ({ explorer, page }) => {
  await explorer.openWith(`${fixed}&seal=1.abc`)
  await expect(page.getByRole('region', { name: 'Parts of this link are invalid' })).toContainText(
    '“seal” is no fingerprint of a result: it may have been cut.',
  )
  await expect(notice(page)).toHaveCount(0)
})

test('a long range is not loaded unasked', async ({ explorer, page, gumshoe }) => {
  const long = 'since=2026-11-14T00:00:00Z&before=2026-11-20T00:00:00Z'
  await explorer.openWith(long)
  await explorer.loadAll()
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  const loaded = await explorer.loadedCount()
  expect(loaded).toBeGreaterThan(1_000)
  const link = await copySealLink(page)
  gumshoe.asked.length = 0
  await page.goto('about:blank')
  await explorer.open(link.replace(explorer.origin, ''))
  await expect(notice(page)).toContainText(/The link was made with [\d,]+ entries \(2026/)
  const load = notice(page).getByRole('button', { name: 'Load all and compare' })
  await expect(load).toBeVisible()
  await load.click()
  await expect(notice(page)).toContainText(/Same [\d,]+ entries as when/, {
    timeout: 60_000,
  })
})

test('entries that arrived late are told apart from changes', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const minuteMs = 60_000
  await page.clock.install({ time: new Date(now) })
  gumshoe.emulator.faults.arriveLate({ minMs: minuteMs, maxMs: 5 * minuteMs })
  await explorer.openWith('range=2h')
  await expect(explorer.status).toContainText('Complete')
  const before = await explorer.loadedCount()
  const link = await copySealLink(page)
  // The last minutes may still get entries, so they are sealed apart.
  expect(link).toMatch(/&seal=2\.[^&]*Z\.2026-11-21T1[\d:]+Z\.\d+\.[\w-]{20}$/)

  gumshoe.emulator.faults.skewClock(2 * 60 * minuteMs)
  const other = await (await page.context().browser()?.newContext())?.newPage()
  if (!other) throw new Error('There is no second browser.')
  await new ExplorerPage(other, '').open(link)
  const more = notice(other)
  await expect(more).toContainText(/\d+ entr(y|ies) more than when the link was made/)
  await expect(more).toContainText(/The \d+ entries before 2026-11-21 1\S+ UTC are the same\./)
  await expect(more).toContainText('the log could still get entries that arrive late')
  await other.close()

  await page.goto('about:blank')
  await explorer.open(link.replace(explorer.origin, ''))
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(before)
  const late = (await loadRange(explorer)) - before
  await expect(notice(page)).toContainText(
    `${late === 1 ? '1 entry' : `${late} entries`} arrived late since the link was made`,
  )
  await expect(notice(page)).toContainText('Nothing else changed')
})

test('the hashes behind links can be deleted with the other stored data', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.openWith(fixed)
  const link = await copySealLink(page)
  await page.goto(`${gumshoe.origin}/saved`)
  const browser = page.getByRole('region', { name: 'This browser' })
  await expect(browser).toContainText(/Hashes of \d+ entries behind 1 link with a fingerprint/)
  await expectAccessible(page)
  await browser.getByRole('button', { name: 'Delete the hashes' }).click()
  await expect(browser.getByText('The hashes were deleted.')).toBeVisible()
  await page.reload()
  await expect(browser).toBeVisible()
  await expect(browser).not.toContainText('Hashes of')

  // The list begins with another entry than then.
  changeLog(gumshoe, (texts) =>
    texts.map((text, at) => (at === 0 ? text.replace('"result":"', '"result":"x') : text)),
  )
  await explorer.open(link.replace(explorer.origin, ''))
  await expect(notice(page)).toContainText(/As many entries as when the link was made/)
  await expect(notice(page).getByRole('button', { name: 'Compare with an export…' })).toBeVisible()
  await expect(notice(page).getByRole('button', { name: /^Show/ })).toHaveCount(0)
})

test('a browser without a database makes and compares such links', async ({ explorer, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      },
    })
  })
  await explorer.openWith(fixed)
  await page.getByRole('banner').getByRole('button', { name: 'Share' }).click()
  await page.getByRole('menuitem', { name: 'Link with fingerprint' }).click()
  const dialog = page.getByRole('dialog', { name: 'Link with fingerprint' })
  await expect(dialog).toContainText('This browser keeps no hashes for it')
  const link = await dialog.getByRole('textbox', { name: 'The link' }).inputValue()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await explorer.open(link.replace(explorer.origin, ''))
  await expect(notice(page)).toContainText('Same ')
})

test('on a narrow page the notice and the differences fit', async ({ explorer, page, gumshoe }) => {
  await explorer.openWith(fixed)
  const link = await copySealLink(page)
  changeLog(gumshoe, (texts) => [texts[1] ?? '', ...texts.slice(3)])
  await page.setViewportSize({ width: 420, height: 800 })
  await makeColorsReadable(page)
  await explorer.open(link.replace(explorer.origin, ''))
  await notice(page)
    .getByRole('button', { name: /^Show \d+ difference/ })
    .click()
  const list = notice(page).getByRole('list', { name: 'Differences' })
  await expect(list).toBeVisible()
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
    .toBeLessThanOrEqual(420)
  await expect(explorer.rows.first()).toBeVisible()
  await expectAccessible(page)
})

test('with an export that was dropped onto the page, gone and changed entries are told', async ({
  explorer,
  page,
  browser,
  gumshoe,
}) => {
  await withoutPicker(page)
  await explorer.openWith('since=2026-11-20T11:30:00Z&before=2026-11-20T12:00:00Z')
  const loaded = await explorer.settledCount()
  const link = await copySealLink(page)
  await page.keyboard.press('e')
  const downloading = page.waitForEvent('download')
  await dialogOf(page)
    .getByRole('button', { name: /^Export \d/ })
    .click()
  const zip = (await readDownload(await downloading)).toString('base64')

  // A colleague's browser has no hashes.
  const other = await (await browser.newContext()).newPage()
  changeLog(gumshoe, ([, second = '', ...others]) => [
    second.replace(/"result":"\w+"/, '"result":"altered"'),
    ...others,
  ])
  await new ExplorerPage(other, '').open(link)
  await expect(notice(other)).toContainText('1 entry fewer than when the link was made')
  await expect(notice(other)).toContainText(`${loaded} then, ${loaded - 1} now.`)
  await other.evaluate((content) => {
    const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
    const data = new DataTransfer()
    data.items.add(new File([bytes], 'export.zip', { type: 'application/zip' }))
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
    )
  }, zip)
  await expect(notice(other)).toContainText('1 entry gone, 1 changed since the link was made')
  await notice(other).getByRole('button', { name: 'Show 2 differences' }).click()
  const items = notice(other).getByRole('list', { name: 'Differences' }).getByRole('listitem')
  const item = items.filter({ hasText: 'gone' })
  await expect(item).toContainText(/gone\s*2026-11-20 11:5\d/)
  await expect(item).toContainText(/@acme\.example/)
  await expect(items.filter({ hasText: 'changed' })).toContainText(
    /action\.result\s*"\w+" → .*"altered"/,
  )
  await notice(other).getByRole('button', { name: 'Show only changed (1)' }).click()
  const status = new ExplorerPage(other, '').status
  await expect(status).toContainText(`1 of ${loaded - 1} loaded`)
  // The same link in the other direction knows the export.
  await other.getByRole('button', { name: 'Newest first' }).click()
  await expect.poll(() => other.url()).toContain('direction=asc')
  await expect(notice(other)).toContainText('1 entry gone, 1 changed since the link was made')
  await expect(status).toContainText(`1 of ${loaded - 1} loaded`)
  await other.close()
})

test('a file that is no export of the link is refused with the reason', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.openWith(fixed)
  const link = await copySealLink(page)
  changeLog(gumshoe, (texts) => texts.slice(1))
  await explorer.open(link.replace(explorer.origin, ''))
  const choose = async (name: string, text: string) => {
    await notice(page)
      .getByLabel('Export to compare with')
      .setInputFiles({ name, mimeType: 'application/zip', buffer: Buffer.from(text) })
  }
  await choose('notes.zip', 'no ZIP')
  await expect(notice(page).getByRole('alert')).toContainText(
    'notes.zip is not a ZIP, in spite of its name',
  )
  await choose('notes.txt', 'nothing')
  await expect(notice(page).getByRole('alert')).toContainText('Choose the ZIP of an export')
})
