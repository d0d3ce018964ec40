/** Reads the processor time of a tab's worker threads, which depends less on other load of the machine than the clock. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Browser } from '@playwright/test'

/**
 * Milliseconds of processor time of each dedicated worker of all tabs, in the order in which they were
 * started; empty on other systems than Linux.
 */
export async function readWorkerTimes(browser: Browser): Promise<number[]> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.filter(({ type }) => type === 'renderer').flatMap(({ id }) => readTimes(id))
}

function readTimes(processId: number): number[] {
  try {
    const folder = `/proc/${processId}/task`
    const threads = readdirSync(folder).sort((a, b) => Number(a) - Number(b))
    return threads.flatMap((thread) => {
      if (!readFileSync(`${folder}/${thread}/comm`, 'utf8').startsWith('DedicatedWorker')) return []
      // Nanoseconds on a processor; `stat` has the same in steps of 10 ms.
      const [ns = ''] = readFileSync(`${folder}/${thread}/schedstat`, 'utf8').split(' ')
      return [Number(ns) / 1e6]
    })
  } catch {
    return []
  }
}
