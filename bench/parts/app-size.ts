/** How much script a first visit loads until the first row is on the screen, and after it. */
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { openBarePage, openToFirstRow, readFirstRowMs } from '../measure-first-row.ts'
import { openApp } from '../open-app.ts'
import type { Line, Part, Ratio } from '../part.ts'

/**
 * The bare page's script is React alone. The app had 2.7 times as much in November; the limit is about 240 KB,
 * which a slow connection of 3 Mbit/s loads in 0.6 s.
 */
const maxRatio = 3.5

/** A script that a page asked for. */
type Script = {
  isWorker: boolean
  /** Whether it was asked for before the first row was on the screen. */
  isBeforeRow: boolean
  /** Its size after gzip. */
  bytes: number
}

/** The lines of size. */
export const appSize: Part = {
  name: 'app-size',
  async run(tools) {
    const bare = await openToFirstRow(tools, (await openBarePage(tools)).link)
    const bareScripts = await readScripts(bare)
    await bare.context().close()
    const page = await openToFirstRow(tools, (await openApp(tools)).link)
    await page.getByRole('button', { name: 'Add filter' }).waitFor()
    await page.waitForLoadState('networkidle')
    const scripts = await readScripts(page)
    await page.context().close()
    const ofPage = scripts.filter(({ isWorker }) => !isWorker)
    const ratio: Ratio = {
      to: 'the scripts of a bare React page',
      baseline: toKilobytes(bareScripts),
      limit: maxRatio,
      direction: 'at most',
    }
    return [
      {
        ...toLine(
          'JavaScript that the page asks for before its first row',
          ofPage.filter(({ isBeforeRow }) => isBeforeRow),
        ),
        ratio,
      },
      toLine(
        'JavaScript of the store’s worker',
        scripts.filter(({ isWorker }) => isWorker),
      ),
      toLine(
        'JavaScript of the page after the first row',
        ofPage.filter(({ isBeforeRow }) => !isBeforeRow),
      ),
    ]
  },
}

async function readScripts(page: Page): Promise<Script[]> {
  const firstRowMs = await readFirstRowMs(page)
  const requests = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name, startTime }) => ({ url: name, startMs: startTime }))
      .filter(({ url }) => new URL(url).pathname.endsWith('.js')),
  )
  return Promise.all(
    requests.map(async ({ url, startMs }) => {
      const body = await (await fetch(url)).arrayBuffer()
      return {
        isWorker: url.includes('-worker-'),
        isBeforeRow: startMs <= firstRowMs,
        bytes: gzipSync(Buffer.from(body)).length,
      }
    }),
  )
}

function toLine(claim: string, scripts: readonly Script[]): Line {
  return {
    claim,
    measured: toKilobytes(scripts),
    unit: 'KB gzip',
    note: `${scripts.length} files`,
  }
}

function toKilobytes(scripts: readonly Script[]): number {
  return scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000
}
