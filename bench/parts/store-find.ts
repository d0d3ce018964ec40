/** How long a search through the text of all entries takes, most pages being packed. */
import { loadStore } from '../load-store.ts'
import type { Line, Part } from '../part.ts'

const texts = ['terraform', '198.51.100.', 'nothing-is-called-this', '/accounts/']

/** The lines of searching text. */
export const storeFind: Part = {
  name: 'store-find',
  async run(tools) {
    const { page, entries } = await loadStore(tools)
    const lines: Line[] = []
    for (const text of texts) {
      const { firstMs, wholeMs, hits } = await page.evaluate(find, text)
      const note = `${hits.toLocaleString('en')} hits`
      if (hits > 0) {
        const claim = `first results for “${text}”`
        lines.push({ claim, measured: firstMs, unit: 'ms', most: 200 })
      }
      const claim = `“${text}” in all bodies of ${entries.toLocaleString('en')}`
      lines.push({ claim, measured: wholeMs, unit: 'ms', most: 3_000, note })
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
