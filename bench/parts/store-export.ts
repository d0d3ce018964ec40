/** What a receipt adds to an export as NDJSON: the hash tree over the entries, and the lines of each page. */
import { loadStore } from '../load-store.ts'
import { median } from '../median.ts'
import { readTabMemory } from '../memory-meter.ts'
import type { Line, Part } from '../part.ts'

/** Maximum number of exported entries. */
const maxExported = 1_000_000
/** Each way is measured so often, in turn. */
const rounds = 3
/** An export with its receipt takes at most so much longer than one without. */
const maxRatio = 1.5

/** The lines of exporting. */
export const storeExport: Part = {
  name: 'store-export',
  async run(tools) {
    const { page, entries } = await loadStore(tools)
    const count = Math.min(maxExported, entries)
    const browser = await tools.browser()
    const measure = (hasReceipt: boolean) =>
      page.evaluate(([many, has]) => window.exportEntries(many, has), [count, hasReceipt] as const)
    // The first export starts workers and compiles their code.
    await measure(true)
    const times: Record<'plain' | 'receipt', number[]> = { plain: [], receipt: [] }
    const before = await readTabMemory(browser)
    let most = before
    let bytes = 0
    for (let round = 0; round < rounds; round++) {
      times.plain.push((await measure(false)).ms)
      const withReceipt = measure(true)
      let isDone = false
      void withReceipt.finally(() => {
        isDone = true
      })
      while (!isDone) {
        most = Math.max(most, await readTabMemory(browser))
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      const { ms, bytes: size } = await withReceipt
      times.receipt.push(ms)
      bytes = size
    }
    return [
      {
        claim: `export of ${count.toLocaleString('en')} entries with a receipt`,
        measured: median(times.receipt),
        unit: 'ms',
        ratio: {
          to: 'the same export without a receipt',
          ...{ baseline: median(times.plain), limit: maxRatio, direction: 'at most' },
        },
        note: `${(bytes / 1_000_000).toFixed(0)} MB`,
      },
      {
        claim: 'memory that this takes at most',
        measured: (most - before) / 1_048_576,
        unit: 'MB',
      },
    ] satisfies Line[]
  },
}
