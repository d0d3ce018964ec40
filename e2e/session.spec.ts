import type { Page } from '@playwright/test'
import { type RunningServer, startServer } from '../src/proxy/node.ts'
import { answerRoundTrips } from './answer-round-trips.ts'
import {
  expectAccessible,
  expectAccessibleInBothThemes,
  makeColorsReadable,
} from './expect-accessible.ts'
import { test as base, expect, watchPage } from './fixtures.ts'
import { ExplorerPage, firstLog } from './pages/explorer-page.ts'

const wanted = `${firstLog}?since=2026-11-14T12%3A00%3A00Z&before=2026-11-21T12%3A00%3A00Z&action_type=create`
const startMs = Date.parse('2026-11-21T12:00:00.000Z')

/** A Gumshoe with a token, whose upstream is the emulator and whose clock the test sets. */
type Guarded = { server: RunningServer; clock: { nowMs: number }; lines: string[] }

const test = base.extend<{ guarded: Guarded }>({
  guarded: async ({ gumshoe }, use) => {
    const clock = { nowMs: startMs }
    const lines: string[] = []
    const server = await startServer({
      env: { PORT: '0', CLOUDFLARE_API_TOKEN: 'a-token-of-the-right-length-0123456789' },
      now: () => clock.nowMs,
      log: (line) => lines.push(line),
      upstream: gumshoe.emulator.fetch,
    })
    await use({ server, clock, lines })
    await server.close()
  },
})

const heading = (page: Page) =>
  page.getByRole('heading', { name: 'This Gumshoe reads real logs and needs its key' })

async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel('Launch key').fill(text)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
}

test('axe finds nothing on the page without a session, nor after a wrong key', async ({
  page,
  guarded: { server },
}) => {
  await makeColorsReadable(page)
  await page.goto(server.origin + wanted)
  await expect(heading(page)).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await page.getByLabel('Launch key').fill('not-the-launch-key-of-this-server-at-all-no')
  await page.keyboard.press('Enter')
  await expect(page.getByText('That key opens nothing.')).toBeVisible()
  await expectAccessibleInBothThemes(page)
})

test('without a session, a link shows how to get one and keeps its address', async ({
  page,
  guarded: { server },
}) => {
  await page.goto(server.origin + wanted)
  await expect(heading(page)).toBeVisible()
  expect(page.url()).toBe(server.origin + wanted)
  await paste(page, 'not-the-launch-key-of-this-server-at-all-no')
  await expect(page.getByText('That key opens nothing.')).toBeVisible()
  await paste(page, server.launch?.key ?? '')
  const explorer = new ExplorerPage(page, server.origin)
  await explorer.rows.first().waitFor()
  expect(explorer.address()).toContain('action_type=create')
  await expect(heading(page)).toBeHidden()
})

test('the printed link opens a session once, and leaves no key behind (88)', async ({
  page,
  context,
  guarded: { server, lines },
}) => {
  const { link = '' } = server.launch ?? {}
  const key = link.split('#key=')[1] ?? ''
  const asked: string[] = []
  page.on('request', (request) => {
    const { referer = '' } = request.headers()
    asked.push(request.url().replace(/#.*/, ''), referer)
  })
  await page.goto(link)
  const explorer = new ExplorerPage(page, server.origin)
  await explorer.rows.first().waitFor()
  expect(page.url()).not.toContain('key')
  expect(asked.join('\n')).not.toContain(key)
  expect(lines.join('\n')).not.toContain(key)
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(key)
  const [cookie] = await context.cookies()
  expect(cookie).toMatchObject({
    name: `gumshoe_session_${server.port}`,
    httpOnly: true,
    sameSite: 'Strict',
  })
  await page.goBack()
  expect(page.url()).not.toContain('key')

  await context.clearCookies()
  await page.goto('about:blank')
  await page.goto(link)
  await expect(page.getByText('The printed link works once')).toBeVisible()
  expect(page.url()).toBe(`${server.origin}/`)
})

test('the link in the address bar of a waiting page, and a session in another tab, open it', async ({
  page,
  context,
  guarded: { server },
}) => {
  const explorer = new ExplorerPage(page, server.origin)
  const other = await context.newPage()
  await other.clock.install()
  await watchPage(other)
  let asked = 0
  other.on('request', (request) => {
    if (request.url().endsWith('/gumshoe/status')) asked++
  })
  await other.goto(server.origin + wanted)
  await expect(heading(other)).toBeVisible()
  await other.clock.runFor(1_000)
  await answerRoundTrips(other)
  expect(asked).toBeLessThan(3)
  await page.goto(`${server.origin}/`)
  await expect(heading(page)).toBeVisible()
  await page.goto(server.launch?.link ?? '')
  await explorer.rows.first().waitFor()
  const waiting = new ExplorerPage(other, server.origin)
  await waiting.rows.first().waitFor()
  expect(waiting.address()).toContain('action_type=create')
})

test('an expired session hides the entries, and the key brings them back', async ({
  page,
  guarded: { server, clock },
}) => {
  const explorer = new ExplorerPage(page, server.origin)
  await explorer.open(`/#key=${server.launch?.key}`)
  await page.goto(`${server.origin}${firstLog}?range=30d`)
  const before = await explorer.settledCount()
  clock.nowMs += 31 * 60_000
  await explorer.scrollToEnd()
  await expect(heading(page)).toBeVisible()
  await expect(explorer.rows.first()).toBeHidden()
  await paste(page, server.launch?.key ?? '')
  await expect(explorer.rows.first()).toBeVisible()
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThanOrEqual(before)
})

test('signing out ends the session in every tab, and Back shows nothing (72)', async ({
  page,
  context,
  guarded: { server },
}) => {
  const explorer = new ExplorerPage(page, server.origin)
  await explorer.open(`/#key=${server.launch?.key}`)
  const other = await context.newPage()
  await watchPage(other)
  const second = new ExplorerPage(other, server.origin)
  await second.open()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(heading(page)).toBeVisible()
  await expect(heading(other)).toBeVisible()
  await expect(second.rows.first()).toBeHidden()
  await expect.poll(async () => (await context.cookies()).map(({ name }) => name)).toEqual([])
  await page.goto('about:blank')
  await page.goBack()
  await expect(heading(page)).toBeVisible()
  await expect(explorer.rows.first()).toBeHidden()
})

test('signing out that fails says so, and can be tried again', async ({
  page,
  guarded: { server },
}) => {
  const explorer = new ExplorerPage(page, server.origin)
  await explorer.open(`/#key=${server.launch?.key}`)
  await page.route('**/gumshoe/session', (route) => route.abort())
  const button = page.getByRole('button', { name: 'Sign out' })
  await button.click()
  await expect(page.getByRole('alert')).toHaveText(
    /^Not signed out: Cannot reach the Gumshoe server.*The session goes on\.$/,
  )
  await expectAccessible(page, 'header')
  await expect(explorer.rows.first()).toBeVisible()
  await page.unroute('**/gumshoe/session')
  await button.click()
  await expect(heading(page)).toBeVisible()
})

test('the printed link without an answer shows the page all the same', async ({
  page,
  guarded: { server },
}) => {
  // The test decides when the time is up.
  await page.addInitScript(() => {
    const waiting: AbortController[] = []
    AbortSignal.timeout = () => {
      const controller = new AbortController()
      waiting.push(controller)
      return controller.signal
    }
    const endTime = () => {
      for (const each of waiting) each.abort(new DOMException('timed out', 'TimeoutError'))
    }
    Object.assign(window, { endTime })
  })
  const endTime = () =>
    page.evaluate(() => (window as unknown as { endTime: () => void }).endTime())
  // Never answered.
  let asked = 0
  await page.route('**/gumshoe/session', () => {
    asked++
  })
  await page.goto(server.launch?.link ?? '')
  await expect.poll(() => asked).toBe(1)
  await endTime()
  await expect(heading(page)).toBeVisible()
  const problem = page.getByText('Check that Gumshoe is running, then retry.')
  await expect(problem).toBeVisible()
  await paste(page, server.launch?.key ?? '')
  await expect.poll(() => asked).toBe(2)
  await expect(problem).toBeHidden()
  await endTime()
  await expect(problem).toBeVisible()
  await page.unroute('**/gumshoe/session')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(new ExplorerPage(page, server.origin).rows.first()).toBeVisible()
})
