/** Measures DuckDB-WASM in the same browser, over the same entries. */
import { openPeer } from './measure-peer.ts'
import type { BenchTools } from './part.ts'

/** How fast DuckDB inserts, and the best time of a broad and a narrow filter with eight facets and a histogram. */
export type DuckdbCost = { entriesPerSecond: number; broadMs: number; narrowMs: number }

/** Inserts all entries and analyzes them. Rejects with the reason where the peers cannot be installed. */
export async function measureDuckdb(tools: BenchTools): Promise<DuckdbCost> {
  const page = await openPeer(tools, 'duckdb')
  tools.tell('loading DuckDB')
  const pages = (await tools.bodies()).length
  const cost = await page.evaluate(insertAndAnalyze, pages)
  await page.context().close()
  return cost
}

/** Runs in the page: all pages, then the best of five. */
async function insertAndAnalyze(pages: number) {
  const startMs = performance.now()
  let entries = 0
  const batchSize = 20
  for (let from = 0; from < pages; from += batchSize) {
    const joined = await (await fetch(`/bodies/${from}-${from + batchSize}`)).text()
    const lines = joined.trimEnd().split('\n')
    const added = lines.flatMap((text) => JSON.parse(text).result)
    await window.appendPage(added)
    entries += added.length
  }
  await window.finish()
  const ingestMs = performance.now() - startMs
  const measure = async (filter: 'broad' | 'narrow') => {
    let bestMs = Infinity
    for (let round = 0; round < 5; round++) {
      bestMs = Math.min(bestMs, await window.analyze(filter))
    }
    return bestMs
  }
  return {
    entriesPerSecond: (entries / ingestMs) * 1_000,
    broadMs: await measure('broad'),
    narrowMs: await measure('narrow'),
  }
}
