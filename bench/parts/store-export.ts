/** What a receipt adds to an export as NDJSON: the hash tree over the entries, and the lines of each page. */
import type { Browser } from '@playwright/test'
import { readTabCpuMs } from '../cpu-time.ts'
import { loadStore } from '../load-store.ts'
import { median } from '../median.ts'
import { readTabMemory } from '../memory-meter.ts'
import type { Line, Part } from '../part.ts'

/** Maximum number of exported entries. */
const maxExported = 1_000_000
/** Each way is measured so often, in turn. */
const rounds = 5
/** An export with its receipt takes at most so much longer than one without. */
const maxRatio = 1.5

/** The lines of exporting. */
export const storeExport: Part = {
  name: 'store-export',
  async run(tools) {
    const { page, entries } = await loadStore(tools)
    const count = Math.min(maxExported, entries)
    const browser = await tools.browser()
    const measure = async (hasReceipt: boolean): Promise<Measured> => {
      const startMs = await readTabCpuMs(browser)
      const { ms, bytes } = await page.evaluate(([many, has]) => window.exportEntries(many, has), [
        count,
        hasReceipt,
      ] as const)
      return { ms, bytes, cpuMs: (await readTabCpuMs(browser)) - startMs }
    }
    // The first export starts workers and compiles their code.
    await measure(true)
    const plain: Measured[] = []
    const receipt: Measured[] = []
    for (let round = 0; round < rounds; round++) {
      plain.push(await measure(false))
      receipt.push(await measure(true))
    }
    const memory = await measureMemory(browser, () => measure(true))
    const seal = await page.evaluate(() => window.sealEntries())
    const to = 'the same export without a receipt'
    const clock = ({ ms }: Measured) => ms
    const processor = ({ cpuMs }: Measured) => cpuMs
    return [
      {
        claim: `export of ${count.toLocaleString('en')} entries with a receipt`,
        measured: median(receipt.map(clock)),
        unit: 'ms',
        ratio: {
          to,
          ...{ baseline: median(plain.map(clock)), limit: maxRatio, direction: 'at most' },
        },
        note: `${((receipt[0]?.bytes ?? 0) / 1_000_000).toFixed(0)} MB`,
      },
      {
        claim: 'processor time of the tab for it, in all threads',
        measured: median(receipt.map(processor)),
        unit: 'ms',
        note: `${to} takes ${median(plain.map(processor)).toFixed(0)} ms`,
      },
      {
        claim: 'memory that this takes at most',
        measured: memory / 1_048_576,
        unit: 'MB',
      },
      {
        claim: 'fingerprint of as many entries, as a link has it',
        measured: seal.makeMs,
        unit: 'ms',
      },
      {
        claim: 'comparing the same entries with the fingerprint',
        measured: seal.compareMs,
        unit: 'ms',
        note: seal.kind,
      },
    ] satisfies Line[]
  },
}

type Measured = { ms: number; bytes: number; cpuMs: number }

/** By how many bytes the tab grows meanwhile. Not measured together with times, because reading it delays the tab. */
async function measureMemory(browser: Browser, work: () => Promise<unknown>): Promise<number> {
  const before = await readTabMemory(browser)
  let most = before
  let isDone = false
  const working = work().finally(() => {
    isDone = true
  })
  while (!isDone) {
    most = Math.max(most, await readTabMemory(browser))
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await working
  return most - before
}
