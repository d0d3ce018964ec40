/** The product's analysis beside DuckDB-WASM in the same browser, over the same entries. */
import { measureBaseline, toRatio } from '../measure-baseline.ts'
import { measureDuckdb } from '../measure-duckdb.ts'
import type { Line, Part } from '../part.ts'
import { measureAnalysis } from './store-analysis.ts'

/** The product took 0.12 to 0.14 of DuckDB's time in November; twice that would still be three times as fast. */
const maxRatio = 0.3
const peer = 'DuckDB-WASM with enumerated columns'

/** The lines of analysis beside DuckDB. */
export const peersAnalysis: Part = {
  name: 'peers-analysis',
  async run(tools) {
    const own = await measureAnalysis(tools)
    const duckdb = await measureBaseline(() => measureDuckdb(tools))
    const lines: Line[] = [
      {
        claim: 'broad filter, 8 facets and histogram',
        measured: own.broad.bestMs,
        unit: 'ms',
        ratio: toRatio(peer, duckdb, ({ broadMs }) => broadMs, 'at most', maxRatio),
      },
      {
        claim: 'narrow filter, 8 facets and histogram',
        measured: own.narrow.bestMs,
        unit: 'ms',
        ratio: toRatio(peer, duckdb, ({ narrowMs }) => narrowMs, 'at most', maxRatio),
      },
    ]
    if (duckdb.value) {
      lines.push({
        claim: 'DuckDB-WASM inserts ten columns of the entries',
        measured: duckdb.value.entriesPerSecond,
        unit: 'entries/s',
      })
    }
    return lines
  },
}
