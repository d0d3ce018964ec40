/** Reads the processor time of a tab's worker threads, which depends less on other load of the machine than the clock. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Browser } from '@playwright/test'

/** Reads a sum of processor times while threads come and go. */
export type WorkerMeter = {
  /** Milliseconds that all workers have used since the meter was started, those that have ended as well. */
  read: () => Promise<number>
  stop: () => void
}

/** Workers that process pages end when they were idle for five seconds, so they are read more often. */
const readEveryMs = 1_000

/** Starts to read the processor time of all workers of a browser. */
export async function startWorkerMeter(browser: Browser): Promise<WorkerMeter> {
  const before = new Map<string, number>()
  const latest = new Map<string, number>()
  const readInto = async (times: Map<string, number>) => {
    for (const { thread, ms } of await listWorkerTimes(browser)) times.set(thread, ms)
  }
  await readInto(before)
  // The browser may be closed before the meter is stopped.
  const timer = setInterval(() => void readInto(latest).catch(() => undefined), readEveryMs)
  return {
    async read() {
      await readInto(latest)
      return [...latest].reduce((sum, [thread, ms]) => sum + ms - (before.get(thread) ?? 0), 0)
    },
    stop: () => clearInterval(timer),
  }
}

/**
 * Milliseconds of processor time of each dedicated worker of all tabs, in the order in which they were
 * started; empty on other systems than Linux.
 */
export async function readWorkerTimes(browser: Browser): Promise<number[]> {
  return (await listWorkerTimes(browser)).map(({ ms }) => ms)
}

async function listWorkerTimes(browser: Browser): Promise<ThreadTime[]> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.filter(({ type }) => type === 'renderer').flatMap(({ id }) => readTimes(id))
}

/** The processor time of a thread, which the ids of its process and of itself name. */
type ThreadTime = { thread: string; ms: number }

function readTimes(processId: number): ThreadTime[] {
  try {
    const folder = `/proc/${processId}/task`
    const threads = readdirSync(folder).sort((a, b) => Number(a) - Number(b))
    return threads.flatMap((thread) => {
      if (!readFileSync(`${folder}/${thread}/comm`, 'utf8').startsWith('DedicatedWorker')) return []
      // Nanoseconds on a processor; `stat` has the same in steps of 10 ms.
      const [ns = ''] = readFileSync(`${folder}/${thread}/schedstat`, 'utf8').split(' ')
      return [{ thread: `${processId} ${thread}`, ms: Number(ns) / 1e6 }]
    })
  } catch {
    return []
  }
}
