/** Reads the processor time of a process, which depends less on other load of the machine than the clock. */
import { readFileSync } from 'node:fs'
import type { Browser } from '@playwright/test'

/** Milliseconds that all threads of a process have used; NaN where the system has no `/proc`. */
export function readCpuMs(pid: number): number {
  try {
    // proc(5): the name may contain any character; after it, the 12th and 13th field are ticks of 10 ms.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return Number.NaN
  }
}

/** Milliseconds that all threads of all tabs of a browser have used, by its own account. */
export async function readTabCpuMs(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .reduce((sum, { cpuTime }) => sum + cpuTime * 1_000, 0)
}
