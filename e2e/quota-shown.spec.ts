import { delay } from '../src/emulator/faults/fault-responders.ts'
import { startServer } from '../src/proxy/node.ts'
import { expect, isList, now, test } from './fixtures.ts'
import { ExplorerPage } from './pages/explorer-page.ts'

test('while a range is read, the footer says how much of the quota is left, within seconds', async ({
  page,
  gumshoe,
}) => {
  let asked = 0
  const server = await startServer({
    env: { PORT: '0', CLOUDFLARE_API_TOKEN: 'a-token-of-the-right-length-0123456789' },
    now: () => Date.parse(now),
    log: () => undefined,
    upstream: (request) => {
      asked++
      return gumshoe.emulator.fetch(request)
    },
  })
  const explorer = new ExplorerPage(page, server.origin)
  await explorer.open(`/#key=${server.launch?.key}`)
  await explorer.openWith('range=30d')
  await server.tokenWatch?.check()
  // Slow enough that the range is still being read when the button is pressed.
  gumshoe.emulator.faults.when(isList, delay(2_000))
  const footer = page.getByRole('contentinfo')
  const before = asked
  await footer.getByRole('button', { name: 'Load all' }).click()
  await expect.poll(() => asked).toBeGreaterThan(before + 5)
  await footer.getByRole('button', { name: 'Pause' }).click()
  await expect(explorer.status).toContainText('Paused')
  await expect
    .poll(async () => {
      const [, left] = /([\d,]+) of 720 requests left/.exec(await footer.innerText()) ?? []
      return 720 - Number(left) - asked
    })
    .toBe(0)
  await server.close()
})
