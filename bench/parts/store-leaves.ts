/** What receipts cost: hashing all entries, beside reading their texts as an export does. */
import type { Page } from '@playwright/test'
import { loadStore } from '../load-store.ts'
import { readTabMemory } from '../memory-meter.ts'
import type { BenchTools, Line, Part } from '../part.ts'

/** The lines of hashing. */
export const storeLeaves: Part = {
  name: 'store-leaves',
  async run(tools) {
    const { page, entries } = await loadStore(tools)
    const read = await watchMemory(tools, () => page.evaluate(readAll))
    const leaves = await watchMemory(tools, () => page.evaluate(hashAll, 'leafHashes' as const))
    const content = await watchMemory(tools, () => page.evaluate(hashAll, 'contentHashes' as const))
    const count = entries.toLocaleString('en')
    return [
      {
        claim: `leaf hashes of ${count} entries`,
        measured: leaves.ms,
        unit: 'ms',
        note: `reading all texts, which one thread does, takes ${read.ms.toFixed(0)} ms`,
      },
      {
        claim: 'memory that this takes at most',
        measured: leaves.mb,
        unit: 'MB',
        note: `reading all texts takes ${read.mb.toFixed(0)} MB`,
      },
      {
        claim: 'longest task of the page’s thread meanwhile (below 50 it reads 0)',
        measured: leaves.longestTaskMs,
        unit: 'ms',
      },
      {
        claim: `hashes of the canonical forms of ${count} entries`,
        measured: content.ms,
        unit: 'ms',
      },
      {
        claim: 'leaves of all pages, as a receipt asks for them',
        measured: await measureLeaves(page, entries),
        unit: 'ms',
      },
    ] satisfies Line[]
  },
}

/** Measures the time that work takes by its own account, and by how much the tab grows meanwhile. */
async function watchMemory<T extends object>(tools: BenchTools, work: () => Promise<T>) {
  const browser = await tools.browser()
  const before = await readTabMemory(browser)
  let most = before
  let isDone = false
  const watching = (async () => {
    while (!isDone) {
      most = Math.max(most, await readTabMemory(browser))
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })()
  const result = await work()
  isDone = true
  await watching
  return { ...result, mb: (most - before) / 1_048_576 }
}

function measureLeaves(page: Page, entries: number): Promise<number> {
  return page.evaluate(
    async (pages) => {
      const startMs = performance.now()
      await window.store.pageLeaves(Array.from({ length: pages }, (_, at) => at + 1))
      return performance.now() - startMs
    },
    Math.floor(entries / 1_000),
  )
}

/** Runs in the page: reads all texts in order, as an export does. */
async function readAll() {
  const rows = await window.store.listRows('all')
  const startMs = performance.now()
  let room: ArrayBuffer | undefined
  for (let at = 0; at < rows.length; ) {
    const { bytes, lengths } = await window.store.readTexts(rows.slice(at, at + 10_000), room)
    at += lengths.length
    room = bytes.buffer
  }
  return { ms: performance.now() - startMs }
}

/** Runs in the page. */
async function hashAll(how: 'leafHashes' | 'contentHashes') {
  const rows = await window.store.listRows('all')
  let longestTaskMs = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration)
  })
  observer.observe({ type: 'longtask' })
  const startMs = performance.now()
  await window.store[how](rows)
  const ms = performance.now() - startMs
  observer.disconnect()
  return { ms, longestTaskMs }
}
