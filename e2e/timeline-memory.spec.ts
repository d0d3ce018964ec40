/** A narrower question to a timeline that was loaded completely is answered without a request, for each of its logs. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { type ExplorerPage, firstAccountId } from './pages/explorer-page.ts'
import { dialogOf, press, readDownload, withoutPicker } from './pages/export-dialog.ts'
import { readZip } from './read-zip.ts'

const account = `accounts/${firstAccountId}`
const v2 = `${account}/logs/audit`
const v1 = `${account}/audit_logs`
const insights = `${account}/security-center/insights/audit-log`
const timeline = `/timeline?in=${v2}&in=${v1}&in=${insights}`

const facets = (page: Page) => page.getByRole('complementary', { name: 'Facets' })
const origin = (page: Page) => page.getByText(/^From the read of \d\d:\d\d$/)
const chips = (page: Page) => page.getByRole('region', { name: 'Logs of this timeline' })
const chip = (page: Page, name: RegExp) => chips(page).getByRole('button', { name })

const joined =
  /^[\d,]+ events, [1-9][\d,]* of them in both logs \([\d,]+( of [\d,]+)? loaded\) · Complete$/

/** The names of the chips: how many entries of each log are loaded. */
function readChips(page: Page): Promise<readonly string[]> {
  const buttons = chips(page).getByRole('button')
  return buttons.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''))
}

/** Loads three logs completely; returns the status. */
async function loadTimeline(explorer: ExplorerPage, more = ''): Promise<string> {
  await explorer.open(`${timeline}&range=7d${more}`)
  await explorer.loadAll()
  // The pairs of all pages are found after the last one.
  await expect(explorer.status).toContainText(/ events, \d+,\d+ of them in both logs .*Complete$/, {
    timeout: 45_000,
  })
  return explorer.status.innerText()
}

/** The texts of the first rows, in the order of the list. */
function readRows(explorer: ExplorerPage): Promise<readonly string[]> {
  return Promise.all(Array.from({ length: 15 }, (_, index) => explorer.row(index).innerText()))
}

test('a filter is answered from the loaded logs, and the key r asks them again', async ({
  explorer,
  page,
  gumshoe,
}) => {
  test.slow()
  const all = await loadTimeline(explorer)
  await expect(origin(page)).toBeHidden()
  const asked = gumshoe.asked.length
  await facets(page)
    .getByRole('button', { name: /^Include only Actor dana/ })
    .click()
  await expect(origin(page)).toHaveText(/^From the read of 12:0\d$/)
  // All of it is in the one line of the footer.
  await expect
    .poll(async () => (await page.getByRole('contentinfo').boundingBox())?.height)
    .toBeLessThan(32)
  await expect(explorer.status).not.toHaveText(all)
  await expect(explorer.status).toHaveText(joined)
  await expect(chip(page, /^Insights: Insights records no actor, so it cannot/)).toBeVisible()
  const narrowed = await explorer.status.innerText()
  const logs = await readChips(page)
  // What rules find is drawn into the rows.
  await expect(page.getByRole('button', { name: /^Findings \d/ })).toBeVisible()
  const rows = await readRows(explorer)
  expect(gumshoe.asked.length).toBe(asked)

  await page.keyboard.press('r')
  await expect(origin(page)).toBeHidden()
  for (const key of ['actor_email', 'actor.email']) {
    const listValues = () =>
      gumshoe.asked.slice(asked).flatMap(({ searchParams }) => searchParams.getAll(key))
    await expect.poll(listValues).toContainEqual(expect.stringMatching(/^dana/))
  }
  await explorer.loadAll()
  await expect(explorer.status).toHaveText(narrowed, { timeout: 30_000 })
  await expect.poll(() => readChips(page)).toEqual(logs)
  await expect.poll(() => readRows(explorer)).toEqual(rows)
})

test('the report says of each log from which read it is; export, facets and bars are of the part', async ({
  explorer,
  page,
  gumshoe,
}) => {
  test.slow()
  await withoutPicker(page)
  await loadTimeline(explorer)
  const asked = gumshoe.asked.length
  await facets(page)
    .getByRole('button', { name: /^Exclude Actor dana/ })
    .click()
  await expect(origin(page)).toBeVisible()
  await expect(explorer.status).toHaveText(/Complete$/)
  await expect(facets(page)).toContainText(/Of [\d,]+/)
  await page.getByRole('button', { name: 'Completeness report' }).click()
  const report = page.getByRole('dialog')
  await expect(report).toContainText(/Answered from the read of 2026-11-21T12:0\S+Z, without/)
  await expect(report).toContainText(
    'The list includes entries that have no value for “actor_email”',
  )
  // The API of v1 cannot exclude an actor: that is applied to what is loaded, as before.
  await expect(report).not.toContainText('no value for “actor.email”')
  await expect(report).toContainText(/actor_email\.not=dana/)
  await page.keyboard.press('Escape')

  // The dialog hides them from assistive technology.
  await expect(report).toBeHidden()
  await expect(chip(page, /^Insights: /)).toBeVisible()
  const names = await readChips(page)
  await page.keyboard.press('e')
  await expect(dialogOf(page)).toContainText('A file for each log, 3 in all.')
  const downloading = page.waitForEvent('download')
  await press(page)
  await expect(dialogOf(page)).toContainText('Handed to the browser as')
  const files = await readZip(await readDownload(await downloading))
  const manifest = JSON.parse(files[3]?.bytes.toString() ?? '')
  const titles = ['Account v2', 'Account v1', 'Insights']
  const exported = [v2, v1, insights].map((id, at) => {
    const lines = files[at]?.bytes.toString().split('\n').slice(0, -1) ?? []
    const source = manifest.sources[at]
    expect(source).toMatchObject({ in: id, exported: lines.length })
    expect(source.ledger).toMatchObject({ verdict: 'complete', origin: { timeRange: {} } })
    expect(source.ledger.asked.join()).not.toContain('dana')
    // Of v1, whose API does not exclude an actor, more was loaded than is shown.
    const name = names.find((each) => each.startsWith(`${titles[at]}: `)) ?? ''
    const count = Number(/: ([\d,]+) loaded/.exec(name)?.[1]?.replaceAll(',', ''))
    expect(count).toBe(source.ledger.entries)
    if (at !== 1) expect(lines).toHaveLength(count)
    const byDana = lines.filter((line) => line.includes('"email":"dana.whitfield@acme.example"'))
    expect(byDana).toEqual([])
    return lines.length
  })
  expect(exported[1]).toBeGreaterThan(0)
  expect(manifest.sources[0].ledger.origin.excludedBy).toEqual(['actor_email'])
  expect(gumshoe.asked.length).toBe(asked)
})

test('a question that no log can contain leaves the read as it is', async ({
  explorer,
  page,
  gumshoe,
}) => {
  test.slow()
  const all = await loadTimeline(explorer)
  const asked = gumshoe.asked.length
  await page.keyboard.press('/')
  await page.keyboard.type('credential_id:deploy-7')
  await page.keyboard.press('Enter')
  await expect(chip(page, /^Account v1: .*cannot contain this/)).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(explorer.status).toHaveText(all)
  await page.keyboard.press('/')
  await page.keyboard.type('status:200')
  await page.keyboard.press('Enter')
  await expect(chip(page, /^Insights: .*cannot contain this/)).toBeVisible()
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(explorer.status).toHaveText(all)
  expect(gumshoe.asked.length).toBe(asked)
})

test('pairs are expanded and counted in the part, a log is hidden and a time is chosen in it', async ({
  explorer,
  page,
  gumshoe,
}) => {
  test.slow()
  await loadTimeline(explorer)
  const asked = gumshoe.asked.length
  await facets(page)
    .getByRole('button', { name: /^Include only Actor dana/ })
    .click()
  await expect(origin(page)).toBeVisible()
  await expect(explorer.status).toHaveText(joined)
  const count = Number(/^[\d,]+/.exec(await explorer.status.innerText())?.[0].replace(',', ''))
  const pair = explorer.rows.filter({ hasText: '▸v2 v1' }).first()
  await pair.getByText('▸').click()
  await expect(explorer.status).toHaveText(
    new RegExp(`^${(count + 1).toLocaleString('en-US')} events`),
  )
  await expect(explorer.rows.filter({ hasText: '▾v1 = v2' })).toHaveCount(1)

  await facets(page)
    .getByRole('button', { name: /^Include only Log v2/ })
    .click()
  await expect(explorer.rows.filter({ hasText: /v1 = v2/ })).toHaveCount(0)
  await expect(origin(page)).toBeVisible()
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(explorer.status).toHaveText(joined)

  const url = new URL(page.url())
  expect(url.searchParams.get('range')).toBe('7d')
  await page.getByRole('button', { name: /^Time range/ }).click()
  await page.getByRole('dialog', { name: 'Time range' }).getByText('Last 24 hours').click()
  await expect.poll(() => explorer.address()).toContain('range=24h')
  await expect(origin(page)).toBeVisible()
  await expect(explorer.status).toHaveText(joined)
  expect(gumshoe.asked.length).toBe(asked)
})
