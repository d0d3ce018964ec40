import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startServer } from '../src/proxy/node.ts'
import { expect, test } from './fixtures.ts'
import { ExplorerPage } from './pages/explorer-page.ts'

/** A page of another site (127.0.0.1 is another site than localhost) that tries to read data. */
const evilPage = (origin: string, path: string) => `<!doctype html><title>evil</title>
<iframe id="page" src="${origin}/"></iframe>
<iframe id="data" src="${origin}${path}"></iframe>
<img src="${origin}${path}"><script src="${origin}${path}"></script>
<link rel="prefetch" href="${origin}${path}"><link rel="stylesheet" href="${origin}${path}">
<form id="form" action="${origin}${path}" target="data"><input name="since" value="2026-11-01"></form>
<script>
  const url = ${JSON.stringify(origin + path)}
  window.outcomes = []
  const note = (what) => (value) => window.outcomes.push(what + ': ' + value)
  for (const init of [
    { mode: 'no-cors', credentials: 'include' },
    { credentials: 'include', headers: { 'x-gumshoe': '1' } },
    { method: 'POST', mode: 'no-cors', credentials: 'include' },
  ]) fetch(url, init).then((r) => note('fetch')(r.type), note('refused'))
  new EventSource(url, { withCredentials: true }).onopen = () => note('source')('open')
  document.getElementById('form').submit()
</script>`

test('another site reads nothing through a browser that has a session (70, 71, 90)', async ({
  page,
  context,
  gumshoe,
}) => {
  const lines: string[] = []
  const asked: string[] = []
  /** Number of requests without an answer. */
  let open = 0
  const server = await startServer({
    env: { PORT: '0', CLOUDFLARE_API_TOKEN: 'a-token-of-the-right-length-0123456789' },
    now: () => Date.parse('2026-11-21T12:00:00.000Z'),
    log: (line) => lines.push(line),
    upstream: async (request) => {
      asked.push(request.url)
      open++
      try {
        return await gumshoe.emulator.fetch(request)
      } finally {
        open--
      }
    },
  })
  const explorer = new ExplorerPage(page, server.origin)
  await explorer.open(`/#key=${server.launch?.key}`)
  const path = `${new URL(page.url()).pathname.replace(/^/, '/client/v4')}`
  // The check of the token sends requests upstream too; wait until it has ended.
  await server.tokenWatch?.check()
  // The own page asks for the lists of its pickers at any time, so it is left; its session stays.
  await page.goto('about:blank')
  await expect.poll(() => open).toBe(0)
  const before = asked.length
  const linesBefore = lines.length

  const evil = createServer((_, outgoing) => {
    outgoing.setHeader('content-type', 'text/html').end(evilPage(server.origin, path))
  })
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve))
  const other = await context.newPage()
  const dialogs: string[] = []
  other.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await other.goto(`http://127.0.0.1:${(evil.address() as AddressInfo).port}/`)
  await expect
    .poll(() => other.evaluate(() => (window as unknown as { outcomes: string[] }).outcomes.length))
    .toBeGreaterThanOrEqual(3)
  const outcomes = await other.evaluate(
    () => (window as unknown as { outcomes: string[] }).outcomes,
  )
  expect(outcomes.filter((each) => !each.startsWith('refused'))).toEqual([])
  for (const frame of other.frames().slice(1)) {
    expect(await frame.locator('body').innerText()).not.toContain('Gumshoe')
    expect(frame.url()).not.toContain(server.origin)
  }

  expect(asked.slice(before)).toEqual([])

  // It has no access to a window that it opens, for any page.
  const popup = context.waitForEvent('page')
  await other.evaluate((url) => {
    const { opened } = { opened: window.open(url) }
    Object.assign(window, { opened })
  }, `${server.origin}/`)
  await new ExplorerPage(await popup, server.origin).rows.first().waitFor()
  const seen = await other.evaluate(() => {
    const { opened } = window as unknown as { opened: Window }
    return [opened.closed, opened.length]
  })
  expect(seen).toEqual([true, 0])
  await (await popup).close()

  const listStatuses = () =>
    lines
      .slice(linesBefore)
      .map((line) => JSON.parse(line))
      .filter(({ principal, route }) => !principal && route === '(none)')
      .map(({ status }) => status)
  await expect.poll(() => listStatuses().length).toBeGreaterThan(3)
  expect(listStatuses().filter((status) => status < 400)).toEqual([])
  expect(dialogs).toEqual([])
  evil.closeAllConnections()
  evil.close()
  await server.close()
})
