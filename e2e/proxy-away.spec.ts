import { createServer } from 'node:http'
import { type RunningServer, startServer } from '../src/proxy/node.ts'
import { delayLists } from './delay-lists.ts'
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
  await expect(explorer.status).toContainText('older entries not loaded')
  const before = await explorer.loadedCount()
  await server.close()
  await explorer.scrollToEnd()
  const footer = page.getByRole('contentinfo')
  await expect(footer).toContainText('Cannot reach the Gumshoe server')
  await expect(footer.getByRole('timer')).toContainText(/Retrying in \d+ s/)
  await expect(explorer.rows.last()).toBeVisible()
  server = await begin(String(server.port))
  await page.clock.fastForward('00:30')
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(before)
  await expect(footer.getByRole('timer')).toHaveCount(0)
  await server.close()
})

test('a proxy that is killed while everything is loaded leaves a list that is not complete', async ({
  page,
  gumshoe,
}) => {
  const begin = async (port: string) => {
    const http = createServer({ requireHostHeader: false })
    const server = await startServer({
      env: { PORT: port, DEMO_NOW: now },
      upstream: gumshoe.emulator.fetch,
      log: () => undefined,
      server: http,
    })
    const kill = () => {
      http.close()
      http.closeAllConnections()
    }
    return { ...server, kill }
  }
  const first = await begin('0')
  await page.clock.install()
  const explorer = new ExplorerPage(page, first.origin)
  await explorer.openWith('since=2026-11-16T00:00:00Z&before=2026-11-21T00:00:00Z')
  await expect(explorer.status).toContainText('older entries not loaded')
  const release = delayLists(gumshoe, '2026-11-18')
  const footer = page.getByRole('contentinfo')
  await footer.getByRole('button', { name: 'Load all' }).click()
  await expect(page.getByRole('progressbar', { name: 'Reading the whole range' })).toBeVisible()
  first.kill()
  gumshoe.emulator.faults.clear()
  release()
  await expect(footer).toContainText('Cannot reach the Gumshoe server')
  await expect(footer).not.toContainText('loaded · Complete')
  await expect(explorer.status).not.toContainText('Complete')
  const second = await begin(String(first.port))
  await page.clock.fastForward('00:30')
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  await expect(footer).toContainText('loaded · Complete')
  second.kill()
})
