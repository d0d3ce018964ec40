/** Detection rules over the loaded list, beside the time that loading it took. */
import type { Page } from '@playwright/test'
import type { Rule } from '../../src/detection/rule.ts'
import { loadPages, loadStore } from '../load-store.ts'
import { makeRules } from '../make-rules.ts'
import type { Line, Part } from '../part.ts'
import { startWorkerMeter } from '../renderer-threads.ts'

/** The limits of issue 19, of the processor time that loading the same entries took in the same threads. */
const maxColumnsRatio = 0.1
const maxBodiesRatio = 0.5
/** Appending a page may cost this much of what it costs without rules. */
const maxAppendRatio = 1.15
/** A task of the page’s thread from this length on is reported by the browser. */
const longTaskMs = 50

/** The lines of rules. */
export const storeRules: Part = {
  name: 'store-rules',
  async run(tools) {
    const { byColumns, byBodies } = makeRules()
    const loaded = await loadStore(tools)
    const columns = await detect(loaded.page, byColumns)
    const bodies = await detect(loaded.page, byBodies)
    await loaded.page.evaluate(() => window.store.setRules([]))
    const toLoad = (limit: number) => ({
      to: 'processor time of the same threads for loading, until older pages are compressed',
      baseline: loaded.workersMs,
      limit,
      direction: 'at most' as const,
    })
    const note = ({ clockMs, entries, found }: Detected) =>
      `${entries.toLocaleString('en')} entries, ${found.toLocaleString('en')} matches, ${clockMs.toFixed(0)} ms by the clock`
    return [
      {
        claim: `${byColumns.length} rules over columns alone, processor time of all threads of the store`,
        measured: columns.cpuMs,
        unit: 'ms',
        ratio: toLoad(maxColumnsRatio),
        note: note(columns),
      },
      {
        claim: `${byBodies.length} rules over columns and bodies, processor time of all threads of the store`,
        measured: bodies.cpuMs,
        unit: 'ms',
        ratio: toLoad(maxBodiesRatio),
        note: note(bodies),
      },
      {
        claim: `tasks of the page’s thread of ${longTaskMs} ms and more meanwhile`,
        measured: columns.longTasks + bodies.longTasks,
        unit: '',
        expected: 0,
      },
      {
        claim: 'longest wait for 30 rows meanwhile',
        measured: Math.max(columns.longestWaitMs, bodies.longestWaitMs),
        unit: 'ms',
      },
      await toAppendLine(tools, byColumns, loaded.cpuMs),
    ]
  },
}

type Tools = Parameters<Part['run']>[0]

/** Loads the same pages into another store that has rules, and searches as the product does. */
async function toAppendLine(
  tools: Tools,
  rules: readonly Rule[],
  withoutMs: readonly number[],
): Promise<Line> {
  const browser = await tools.browser()
  const url = `${await tools.origin()}/store.html`
  const pages = Math.min(maxAppended, (await tools.bodies()).length)
  const loaded = await loadPages(tools, browser, url, pages, (page, from, to) =>
    page.evaluate(appendPages, { from, to, rules, pagesAtOnce }),
  )
  await loaded.page.close()
  return {
    claim: `appending a page with ${rules.length} rules, which search after every ${pagesAtOnce} pages`,
    measured: mean(loaded.cpuMs),
    unit: 'ms',
    ratio: {
      to: 'without rules, processor time of the store’s thread',
      baseline: mean(withoutMs.slice(0, loaded.cpuMs.length)),
      limit: maxAppendRatio,
      direction: 'at most',
    },
  }
}

/**
 * Pages that are searched together. While the whole range is read, the product searches once a second at most, and the
 * API’s quota allows four pages of 1,000 entries in that time.
 */
const pagesAtOnce = 4

/** Pages that are appended with rules: as many as one batch of them is enough for a mean. */
const maxAppended = 120

type Detected = {
  cpuMs: number
  clockMs: number
  entries: number
  found: number
  longTasks: number
  longestWaitMs: number
}

async function detect(page: Page, rules: readonly Rule[]): Promise<Detected> {
  const browser = page.context().browser()
  await page.evaluate((given) => window.store.setRules(given), rules)
  const meter = browser && (await startWorkerMeter(browser))
  const result = await page.evaluate(detectInPage)
  const cpuMs = (await meter?.read()) ?? Number.NaN
  meter?.stop()
  return { ...result, cpuMs }
}

const mean = (values: readonly number[]) =>
  values.reduce((total, each) => total + each, 0) / values.length

/** Runs in the page: searches by the rules, and reads rows meanwhile as scrolling does. */
async function detectInPage() {
  const { store } = window
  let longTasks = 0
  const observer = new PerformanceObserver((list) => {
    longTasks += list.getEntries().length
  })
  observer.observe({ type: 'longtask' })
  const startMs = performance.now()
  let isDone = false
  let longestWaitMs = 0
  async function readRows(): Promise<void> {
    while (!isDone) {
      const askedMs = performance.now()
      await store.rows(0, 30)
      longestWaitMs = Math.max(longestWaitMs, performance.now() - askedMs)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const reading = readRows()
  const { findings, searched } = await store.detect()
  const clockMs = performance.now() - startMs
  isDone = true
  await reading
  observer.disconnect()
  const found = findings.reduce((total, { count }) => total + count, 0)
  return { clockMs, entries: searched, found, longTasks, longestWaitMs }
}

/** Runs in the page. Like `ingestPages` of `load-store`, with rules that search the pages. */
async function appendPages({
  from,
  to,
  rules,
  pagesAtOnce,
}: {
  from: number
  to: number
  rules: readonly Rule[]
  pagesAtOnce: number
}) {
  const { store } = window
  if (from === 0) await store.setRules(rules)
  const joined = new Uint8Array(await (await fetch(`/bodies/${from}-${to}`)).arrayBuffer())
  const bodies: ArrayBuffer[] = []
  for (let at = 0; at < joined.length; ) {
    const end = joined.indexOf(0x0a, at)
    bodies.push(joined.slice(at, end).buffer)
    at = end + 1
  }
  joined.buffer.transfer(0)
  const pageMs: number[] = []
  let lastMs = performance.now()
  let next = bodies[0] && store.stage(bodies[0], 1, '0')
  for (let at = 0; at < bodies.length; at++) {
    const staged = await next
    const body = bodies[at + 1]
    next = body && store.stage(body, 1, '0')
    if (!staged || staged.problem) throw new Error(staged?.problem?.kind)
    const size = await store.commit([[staged.ticket]], { at: 'end', direction: 'desc' })
    await store.rows(size.shown - 30, size.shown)
    if (at % pagesAtOnce === pagesAtOnce - 1 || at === bodies.length - 1) await store.detect()
    pageMs.push(performance.now() - lastMs)
    lastMs = performance.now()
  }
  return { pageMs, longestTaskMs: 0 }
}
