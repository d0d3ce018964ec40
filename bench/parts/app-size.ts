/** How much script a first visit loads until the first row is on the screen, and after it. */
import { gzipSync } from 'node:zlib'
import { openApp } from '../open-app.ts'
import type { Part } from '../part.ts'

/** A script that the page asked for, and when, in milliseconds since the navigation. */
type Asked = { path: string; atMs: number }

/** The lines of size. */
export const appSize: Part = {
  name: 'app-size',
  async run(tools) {
    const { link, origin } = await openApp(tools)
    const context = await (await tools.browser()).newContext()
    const page = await context.newPage()
    await page.addInitScript(() => {
      const look = () => {
        const row = document.querySelector('[aria-rowindex="2"]')
        if (!row?.textContent) return requestAnimationFrame(look)
        window.firstRowMs = performance.now()
        return 0
      }
      requestAnimationFrame(look)
    })
    await page.goto(link)
    await page.getByRole('button', { name: 'Add filter' }).waitFor()
    await page.waitForLoadState('networkidle')
    const { rowMs, asked } = await page.evaluate(() => ({
      rowMs: window.firstRowMs ?? Number.NaN,
      asked: performance
        .getEntriesByType('resource')
        .map(({ name, startTime }): Asked => ({ path: new URL(name).pathname, atMs: startTime }))
        .filter(({ path }) => path.endsWith('.js')),
    }))
    await context.close()
    const sizes = await Promise.all(
      asked.map(async ({ path, atMs }) => {
        const body = await (await fetch(origin + path)).arrayBuffer()
        const isWorker = path.includes('-worker-')
        return { isWorker, isBefore: atMs <= rowMs, bytes: gzipSync(Buffer.from(body)).length }
      }),
    )
    const line = (claim: string, scripts: typeof sizes, most?: number) => ({
      ...{ claim, unit: 'KB gzip', note: `${scripts.length} files` },
      measured: scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000,
      ...(most !== undefined && { most }),
    })
    const ofPage = sizes.filter(({ isWorker }) => !isWorker)
    return [
      line(
        'JavaScript that the page asks for before its first row',
        ofPage.filter(({ isBefore }) => isBefore),
        250,
      ),
      line(
        'JavaScript of the store’s worker',
        sizes.filter(({ isWorker }) => isWorker),
      ),
      line(
        'JavaScript of the page after the first row',
        ofPage.filter(({ isBefore }) => !isBefore),
      ),
    ]
  },
}
