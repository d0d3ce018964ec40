/** Reads the memory of a tab's process: scripts, workers, buffers and drawing. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from '@playwright/test'

/** Memory that did not fall for so long counts as rested. */
const constantMs = 12_000
const maxWaitMs = 240_000

/**
 * The proportional share of memory of the largest process of a tab, in bytes. NaN on other
 * systems than Linux. The browser may start processes in advance, which are small.
 */
export async function readTabMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => readShare(id))
  return Math.max(...sizes)
}

/** The same when it is constant: older pages are compressed, and garbage is collected. */
export async function readRestedTabMemory(browser: Browser): Promise<number> {
  const startMs = performance.now()
  let minBytes = await readTabMemory(browser)
  let minAtMs = startMs
  for (;;) {
    await sleep(500)
    const nowMs = performance.now()
    const value = await readTabMemory(browser)
    if (value < minBytes * 0.995) {
      minBytes = value
      minAtMs = nowMs
    }
    if (nowMs - minAtMs > constantMs || nowMs - startMs > maxWaitMs) return value
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
