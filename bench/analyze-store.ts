/** Measures a change of filter in a loaded store, with all that the screen reads after it. */
import type { Page } from '@playwright/test'
import type { StoreView } from '../src/web/store/entry-store.ts'
import { median } from './median.ts'
import { readWorkerTimes } from './renderer-threads.ts'

/** What is asked of a store: the fields of its facets and of its histogram, and two views. */
export type AnalysisQuestion = {
  paths: readonly string[]
  by: string
  /** Number of values that the histogram tells apart. */
  series: number
  broad: StoreView
  narrow: StoreView
}

/** Figures of a change to one view, up to the first rows. */
export type ViewFigures = {
  shown: number
  /** The shortest time by the clock. */
  bestMs: number
  /** Processor time of the store's thread. */
  cpuMs: number
}

/** Figures of both views. */
export type Analysis = Record<'broad' | 'narrow', ViewFigures>

/** Changes of view that are measured together by the processor clock. */
const changesPerTurn = 9

/** Measures stores in turns, so that other load of the machine concerns all of them, and engines have compiled all code. */
export async function analyzeStores(
  stores: readonly { page: Page; question: AnalysisQuestion }[],
  turns: number,
): Promise<readonly Analysis[]> {
  const measured = stores.map((): Analysis[] => [])
  for (let turn = 0; turn < turns; turn++) {
    for (const [at, { page, question }] of stores.entries()) {
      measured[at]?.push(await analyzeStore(page, question))
    }
  }
  return measured.map((all) => ({
    broad: toFigures(all, 'broad'),
    narrow: toFigures(all, 'narrow'),
  }))
}

function toFigures(all: readonly Analysis[], view: keyof Analysis): ViewFigures {
  return {
    shown: all[0]?.[view].shown ?? Number.NaN,
    bestMs: Math.min(...all.map((each) => each[view].bestMs)),
    cpuMs: median(all.map((each) => each[view].cpuMs)),
  }
}

async function analyzeStore(page: Page, question: AnalysisQuestion): Promise<Analysis> {
  const { paths, by, series } = question
  async function analyzeView(view: StoreView): Promise<ViewFigures> {
    const startedMs = await readStoreMs(page)
    const figures = await page.evaluate(changeView, { paths, by, series, view, changesPerTurn })
    const cpuMs = ((await readStoreMs(page)) - startedMs) / changesPerTurn
    return { ...figures, cpuMs }
  }
  return { broad: await analyzeView(question.broad), narrow: await analyzeView(question.narrow) }
}

/** Processor time of the store's thread: the first one that was started in its browser. */
async function readStoreMs(page: Page): Promise<number> {
  const browser = page.context().browser()
  const [storeMs = Number.NaN] = browser ? await readWorkerTimes(browser) : []
  return storeMs
}

type ViewQuestion = Pick<AnalysisQuestion, 'paths' | 'by' | 'series'> & {
  view: StoreView
  changesPerTurn: number
}

/** Runs in the page. */
async function changeView({ paths, by, series, view, changesPerTurn }: ViewQuestion) {
  const { store } = window
  const sinceMs = Date.parse('2026-10-20T00:00:00Z')
  const bucketMs = (Date.parse('2026-11-20T00:00:00Z') - sinceMs) / 120
  const edges = Array.from({ length: 121 }, (_, i) => sinceMs + i * bucketMs)
  let bestMs = Number.POSITIVE_INFINITY
  let shown = 0
  for (let change = 0; change < changesPerTurn; change++) {
    await store.setView({ localFilters: {} })
    const startMs = performance.now()
    await store.setView(view)
    await Promise.all([
      store.histogram({ edges, by, series }),
      ...paths.map((path) => store.facet({ path, limit: 20 })),
      store.rows(0, 30),
    ])
    bestMs = Math.min(bestMs, performance.now() - startMs)
    shown = store.size().shown
  }
  await store.setView({ localFilters: {} })
  return { bestMs, shown }
}
