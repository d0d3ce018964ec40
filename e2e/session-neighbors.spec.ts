/** Other servers on the same host share the browser's cookies with Gumshoe: browsers do not tell ports apart. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RunningServer, startServer } from '../src/proxy/node.ts'
import { test as base, expect } from './fixtures.ts'
import { ExplorerPage, firstLog } from './pages/explorer-page.ts'

const test = base.extend<{ first: RunningServer; second: RunningServer; stranger: string }>({
  first: async ({ gumshoe }, use) => {
    const server = await startGuarded(gumshoe.emulator.fetch)
    await use(server)
    await server.close()
  },
  second: async ({ gumshoe }, use) => {
    const server = await startGuarded(gumshoe.emulator.fetch)
    await use(server)
    await server.close()
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern.
  stranger: async ({}, use) => {
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html').end('<title>Another server</title>')
    })
    const port = await listen(server)
    await use(`http://localhost:${port}/`)
    server.closeAllConnections()
    server.close()
  },
})

function startGuarded(fetch: (request: Request) => Promise<Response>): Promise<RunningServer> {
  return startServer({
    env: { PORT: '0', CLOUDFLARE_API_TOKEN: 'a-token-of-the-right-length-0123456789' },
    now: () => Date.parse('2026-11-21T12:00:00.000Z'),
    log: () => undefined,
    upstream: fetch,
  })
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

test('a page of another port that sets cookies of longer paths does not end the session', async ({
  page,
  context,
  first,
  stranger,
}) => {
  const explorer = new ExplorerPage(page, first.origin)
  await explorer.open(`/#key=${first.launch?.key}`)
  const [cookie] = await context.cookies()
  const name = cookie?.name ?? ''
  const other = await context.newPage()
  await other.goto(stranger)
  const tossed = await other.evaluate((ownName) => {
    for (const cookieName of [ownName, 'gumshoe_session']) {
      for (const path of ['/client', '/client/v4', '/client/v4/accounts', '/gumshoe', '/']) {
        // biome-ignore lint/suspicious/noDocumentCookie: The attack under test.
        document.cookie = `${cookieName}=${'x'.repeat(43)}; path=${path}`
      }
    }
    return location.origin
  }, name)
  expect(tossed).not.toBe(first.origin)
  const sent = page.waitForRequest((request) => request.url().includes('/client/v4/accounts/'))
  await page.goto(`${first.origin}${firstLog}?range=7d`)
  const { cookie: header = '' } = await (await sent).allHeaders()
  expect(header.split(`${name}=`).length - 1).toBeGreaterThan(1)
  await expect(explorer.rows.first()).toBeVisible()
})

test('two Gumshoes on one host do not sign each other out', async ({ page, first, second }) => {
  const one = new ExplorerPage(page, first.origin)
  await one.open(`/#key=${first.launch?.key}`)
  const two = new ExplorerPage(page, second.origin)
  await two.open(`/#key=${second.launch?.key}`)
  await page.goto(`${first.origin}${firstLog}?range=7d`)
  await expect(one.rows.first()).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: /needs its key/ })).toBeVisible()
  await page.goto(`${second.origin}${firstLog}?range=7d`)
  await expect(two.rows.first()).toBeVisible()
})
