/** Reads what tabs take: the memory of their processes, scripts, workers, buffers and drawing all included. */
import { readFileSync } from 'node:fs'
import type { Browser } from '@playwright/test'

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

function readShare(processId: number): number {
  try {
    const text = readFileSync(`/proc/${processId}/smaps_rollup`, 'utf8')
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1]) * 1024
  } catch {
    return Number.NaN
  }
}
