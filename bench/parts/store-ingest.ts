/** How fast pages become searchable and visible, and whether a page costs more the more there are. */
import { loadStore } from '../load-store.ts'
import { median } from '../median.ts'
import type { Part } from '../part.ts'

/** The lines of loading. */
export const storeIngest: Part = {
  name: 'store-ingest',
  async run(tools) {
    const { entries, pageMs, cpuMs, longestTaskMs, violations } = await loadStore(tools)
    const ms = pageMs.reduce((sum, each) => sum + each, 0)
    const early = median(pageMs.slice(5, 15))
    const late = median(pageMs.slice(-15))
    return [
      {
        claim: 'from page text to searchable and visible',
        ...{ measured: (entries / ms) * 1000, unit: 'entries/s', least: 60_000 },
      },
      {
        claim: 'the same by the processor time of the store’s thread alone',
        ...{ measured: entries / pageMs.length / (mean(cpuMs) / 1000), unit: 'entries/s' },
        least: 60_000,
      },
      {
        claim: 'longest task of the page’s thread meanwhile (below 50 it reads 0)',
        ...{ measured: longestTaskMs, unit: 'ms', most: 50 },
      },
      {
        claim: `page ${pageMs.length} (median of the last 15) against page 10 (median of 5 to 15)`,
        ...{ measured: late / early, unit: '×', most: 1.2 },
        note: `${early.toFixed(1)} ms, then ${late.toFixed(1)} ms`,
      },
      {
        claim:
          'the same by the processor time of the store’s thread (pages 40 to 160, and the last 120)',
        ...{ measured: mean(cpuMs.slice(-4, -1)) / mean(cpuMs.slice(1, 4)), unit: '×', most: 1.2 },
        note: `${mean(cpuMs.slice(1, 4)).toFixed(1)} ms, then ${mean(cpuMs.slice(-4, -1)).toFixed(1)} ms`,
      },
      {
        claim: 'violations of the content security policy, errors in the page',
        ...{ measured: violations.length, unit: '', most: 0, note: violations[0] },
      },
    ]
  },
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length
}
