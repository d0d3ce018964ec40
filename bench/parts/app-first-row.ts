/** How soon a cold open shows the first row, beside a page of React alone that asks for as many entries. */
import { openBarePage, openToFirstRow, readFirstRowMs } from '../measure-first-row.ts'
import { median } from '../median.ts'
import { openApp } from '../open-app.ts'
import type { BenchTools, Part } from '../part.ts'

const rounds = 9

/**
 * React's own start is the floor of an app that draws with it. The app took 1.8 to 2.3 of it on two machines;
 * the limit leaves room for noise.
 */
const maxRatio = 2.5

/** The line of the first row. */
export const appFirstRow: Part = {
  name: 'app-first-row',
  async run(tools) {
    const app = await openApp(tools)
    const bare = await openBarePage(tools)
    // The first of each warms up the servers.
    for (const { link } of [app, bare]) await measure(tools, link)
    const appMs: number[] = []
    const bareMs: number[] = []
    // In turns, so that other load on the machine affects both.
    for (let round = 0; round < rounds; round++) {
      appMs.push(await measure(tools, app.link))
      bareMs.push(await measure(tools, bare.link))
    }
    const [bestMs, bestBareMs] = [appMs, bareMs].map((times) => Math.round(Math.min(...times)))
    return [
      {
        claim: `first row on screen after a cold open (median of ${rounds}, in turns)`,
        measured: median(appMs),
        unit: 'ms',
        ratio: {
          to: 'a bare React page with as many entries',
          baseline: median(bareMs),
          limit: maxRatio,
          direction: 'at most',
        },
        note: `best ${bestMs} ms, of the bare page ${bestBareMs} ms`,
      },
    ]
  },
}

async function measure(tools: BenchTools, link: string): Promise<number> {
  const page = await openToFirstRow(tools, link)
  const firstRowMs = await readFirstRowMs(page)
  await page.context().close()
  return firstRowMs
}
