/** Reads what tabs take: the memory of their processes, scripts, workers, buffers and drawing all included. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from '@playwright/test'

/** How long memory must not have fallen to count as rested, and when nobody waits any longer. */
const still = { forMs: 12_000, maxMs: 240_000 }

/**
 * The proportional share of memory of the largest process of a tab, in bytes. Only where the kernel tells
 * (Linux), else NaN. The browser may keep spare processes, which hold nothing.
 */
export async function readTabMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => readShare(id))
  return Math.max(...sizes)
}

/** The same when it falls no more: older pages are packed, and the browser has collected what is not in use. */
export async function readRestedTabMemory(browser: Browser): Promise<number> {
  const startMs = performance.now()
  let least = await readTabMemory(browser)
  let leastAtMs = startMs
  for (;;) {
    await sleep(500)
    const nowMs = performance.now()
    const value = await readTabMemory(browser)
    if (value < least * 0.995) {
      least = value
      leastAtMs = nowMs
    }
    if (nowMs - leastAtMs > still.forMs || nowMs - startMs > still.maxMs) return value
  }
}

function readShare(processId: number): number {
  try {
    const text = readFileSync(`/proc/${processId}/smaps_rollup`, 'utf8')
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1]) * 1024
  } catch {
    return Number.NaN
  }
}
