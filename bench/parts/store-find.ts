/** How long a search through the text of all entries takes, most pages being compressed. */
import { loadStore } from '../load-store.ts'
import { measureIndexOf } from '../measure-text.ts'
import type { Line, Part, Ratio } from '../part.ts'

const texts = ['terraform', '198.51.100.', 'nothing-is-called-this', '/accounts/']

/**
 * The store decompresses nearly all text before it searches it, so it is slower than `indexOf` over text in memory,
 * which takes four times the memory. It took 3.4 to 9.6 times as long in November, the more hits the longer.
 */
const maxWholeRatio = 12
/** The newest pages are searched first, and their hits are shown at once: 0.13 to 0.45 in November. */
const maxFirstRatio = 0.7

/** The lines of searching text. */
export const storeFind: Part = {
  name: 'store-find',
  async run(tools) {
    const { page, entries } = await loadStore(tools)
    const indexOfMs = await measureIndexOf(tools, texts)
    const lines: Line[] = []
    for (const text of texts) {
      const { firstMs, wholeMs, hits } = await page.evaluate(find, text)
      const toRatio = (limit: number): Ratio => ({
        to: 'indexOf over all of the same text',
        baseline: indexOfMs.get(text) ?? Number.NaN,
        limit,
        direction: 'at most',
      })
      if (hits > 0) {
        const claim = `first results for “${text}”`
        lines.push({ claim, measured: firstMs, unit: 'ms', ratio: toRatio(maxFirstRatio) })
      }
      lines.push({
        claim: `“${text}” in all bodies of ${entries.toLocaleString('en')}`,
        measured: wholeMs,
        unit: 'ms',
        ratio: toRatio(maxWholeRatio),
        note: `${hits.toLocaleString('en')} hits`,
      })
    }
    return lines
  },
}

/** Runs in the page: the best of three. */
async function find(text: string) {
  let firstMs = Infinity
  let wholeMs = Infinity
  let hits = 0
  for (let round = 0; round < 3; round++) {
    const startMs = performance.now()
    hits = 0
    await window.store.findText(
      text,
      (progress) => {
        if (hits === 0 && progress.hits.length > 0) {
          firstMs = Math.min(firstMs, performance.now() - startMs)
        }
        hits += progress.hits.length
      },
      new AbortController().signal,
    )
    wholeMs = Math.min(wholeMs, performance.now() - startMs)
  }
  return { firstMs, wholeMs, hits }
}
