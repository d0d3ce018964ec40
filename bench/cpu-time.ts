/** The processor time of a process: on a machine that others use, it says more than the time that passed. */
import { readFileSync } from 'node:fs'

/** Milliseconds that all threads of a process have used; not a number where the system does not tell. */
export function readCpuMs(pid: number): number {
  try {
    // proc(5): behind the name, which may hold anything, the 12th and 13th are ticks of 10 ms.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return Number.NaN
  }
}
