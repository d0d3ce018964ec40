/** How much script a first visit loads until the first row is on the screen. */
import { gzipSync } from 'node:zlib'
import { openApp } from '../open-app.ts'
import type { Part } from '../part.ts'

/** The lines of size. */
export const appSize: Part = {
  name: 'app-size',
  async run(tools) {
    const { link } = await openApp(tools)
    const context = await (await tools.browser()).newContext()
    const page = await context.newPage()
    const scripts = new Map<string, Promise<number>>()
    context.on('response', (response) => {
      const { pathname } = new URL(response.url())
      if (!pathname.endsWith('.js')) return
      scripts.set(
        pathname,
        response.body().then(
          (body) => gzipSync(body).length,
          () => 0,
        ),
      )
    })
    await page.goto(link)
    await page.locator('[aria-rowindex="2"]').waitFor()
    const sizes = await Promise.all(
      [...scripts].map(async ([path, size]) => ({ path, bytes: await size })),
    )
    await context.close()
    const sum = (isWorker: boolean) =>
      sizes
        .filter(({ path }) => path.includes('-worker-') === isWorker)
        .reduce((total, { bytes }) => total + bytes, 0)
    const unit = 'KB gzip'
    return [
      {
        claim: 'JavaScript of the page until the first row',
        ...{ measured: sum(false) / 1000, unit, most: 250 },
        note: `${sizes.length} files with the workers’`,
      },
      { claim: 'JavaScript of the store’s worker', measured: sum(true) / 1000, unit },
    ]
  },
}
