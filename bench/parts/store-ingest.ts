/** How fast pages become searchable and visible, and whether a page costs more the more there are. */
import { type LoadedStore, loadStore } from '../load-store.ts'
import { measureJsonParse } from '../measure-text.ts'
import { median } from '../median.ts'
import type { Line, Part } from '../part.ts'

/**
 * No page can be stored faster than `JSON.parse` reads it. The store also fills columns and reads rows for the
 * screen, and reached 0.25 of it in November.
 */
const minParseRatio = 0.2
/** A page may cost a fifth more at the end than at the beginning. */
const maxGrowthRatio = 1.2

/** The lines of loading. */
export const storeIngest: Part = {
  name: 'store-ingest',
  async run(tools) {
    const loaded = await loadStore(tools)
    const { entries, pageMs, cpuMs, longestTaskMs, violations } = loaded
    const ms = pageMs.reduce((sum, each) => sum + each, 0)
    return [
      {
        claim: 'from page text to searchable and visible',
        measured: (entries / ms) * 1_000,
        unit: 'entries/s',
        ratio: {
          to: 'JSON.parse of the same bytes',
          baseline: await measureJsonParse(tools),
          limit: minParseRatio,
          direction: 'at least',
        },
      },
      {
        claim: 'the same by the processor time of the store’s thread alone',
        measured: entries / pageMs.length / (mean(cpuMs) / 1_000),
        unit: 'entries/s',
      },
      {
        claim: 'longest task of the page’s thread meanwhile (below 50 it reads 0)',
        measured: longestTaskMs,
        unit: 'ms',
      },
      ...toGrowthLines(loaded),
      {
        claim: 'violations of the content security policy, errors in the page',
        measured: violations.length,
        unit: '',
        expected: 0,
        note: violations[0],
      },
    ]
  },
}

function toGrowthLines({ pageMs, cpuMs }: LoadedStore): Line[] {
  return [
    {
      claim: `page ${pageMs.length} (median of the last 15)`,
      measured: median(pageMs.slice(-15)),
      unit: 'ms',
      ratio: {
        to: 'page 10 (median of 5 to 15)',
        baseline: median(pageMs.slice(5, 15)),
        limit: maxGrowthRatio,
        direction: 'at most',
      },
    },
    {
      claim: 'processor time of the store’s thread for one of the last 120 pages',
      measured: mean(cpuMs.slice(-4, -1)),
      unit: 'ms',
      ratio: {
        to: 'pages 40 to 160',
        baseline: mean(cpuMs.slice(1, 4)),
        limit: maxGrowthRatio,
        direction: 'at most',
      },
    },
  ]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length
}
