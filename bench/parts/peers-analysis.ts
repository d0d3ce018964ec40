/** The product's analysis beside DuckDB-WASM in the same browser, over the same entries. */
import { openPeer } from '../measure-peer.ts'
import type { Part } from '../part.ts'
import { measureAnalysis } from './store-analysis.ts'

/** The lines of DuckDB. */
export const peersAnalysis: Part = {
  name: 'peers-analysis',
  async run(tools) {
    const own = await measureAnalysis(tools)
    const page = await openPeer(tools, 'duckdb')
    tools.tell('loading DuckDB')
    const { entries, ingestMs, analysisMs } = await page.evaluate(
      run,
      (await tools.bodies()).length,
    )
    await page.context().close()
    return [
      {
        claim: 'filter, 8 facets and histogram against DuckDB-WASM with enumerated columns',
        ...{ measured: own.broadMs, unit: 'ms', most: analysisMs, peer: 'DuckDB' },
      },
      {
        claim: 'DuckDB-WASM takes ten columns of the entries in',
        ...{ measured: (entries / ingestMs) * 1000, unit: 'entries/s' },
      },
    ]
  },
}

/** Runs in the page: all pages, then the best of five. */
async function run(pages: number) {
  const startMs = performance.now()
  let entries = 0
  const together = 20
  for (let number = 0; number < pages; number += together) {
    const joined = await (await fetch(`/bodies/${number}-${number + together}`)).text()
    const all = joined
      .trimEnd()
      .split('\n')
      .flatMap((text) => JSON.parse(text).result)
    await window.appendPage(all)
    entries += all.length
  }
  await window.finish()
  const ingestMs = performance.now() - startMs
  let analysisMs = Infinity
  for (let round = 0; round < 5; round++) analysisMs = Math.min(analysisMs, await window.analyze())
  return { entries, ingestMs, analysisMs }
}
