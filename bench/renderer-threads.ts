/** Reads the processor time of a tab's worker threads, which depends less on other load of the machine than the clock. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Browser } from '@playwright/test'

/** A tick of the kernel's clock of processor time. */
const tickMs = 10

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
      const stat = readFileSync(`${folder}/${thread}/stat`, 'utf8')
      if (!stat.includes('(DedicatedWorker')) return []
      // The name ends with the last bracket; the times are the 14th and 15th field.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return [(Number(fields[11]) + Number(fields[12])) * tickMs]
    })
  } catch {
    return []
  }
}
