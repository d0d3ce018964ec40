import { type RunningServer, startServer } from '../src/proxy/node.ts'
import { expect, now, test } from './fixtures.ts'
import { ExplorerPage } from './pages/explorer-page.ts'

test('rows stay while the proxy is away, and the search goes on by itself when it is back', async ({
  page,
  gumshoe,
}) => {
  const begin = (port: string): Promise<RunningServer> =>
    startServer({
      env: { PORT: port, DEMO_NOW: now },
      upstream: gumshoe.emulator.fetch,
      log: () => undefined,
    })
  let server = await begin('0')
  await page.clock.install()
  const explorer = new ExplorerPage(page, server.origin)
  await explorer.openWith('range=30d')
  await expect(explorer.status).toContainText('more available')
  const before = await explorer.loadedCount()
  await server.close()
  await explorer.scrollToEnd()
  const footer = page.getByRole('contentinfo')
  await expect(footer).toContainText('Gumshoe’s proxy does not answer')
  await expect(footer.getByRole('timer')).toContainText(/goes on by itself in \d+ s/)
  await expect(explorer.rows.last()).toBeVisible()
  server = await begin(String(server.port))
  await page.clock.fastForward('00:30')
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(before)
  await expect(footer.getByRole('timer')).toHaveCount(0)
  await server.close()
})
