/** A clock that only the test advances. */
import type { Clock } from '../engine/search-state.ts'
import { countWork } from './count-work.ts'

type Sleeper = { untilMs: number; wake: () => void; signal: AbortSignal }

/** Creates a clock over a moment that is shared with an emulator. */
export function createHandClock(moment: { nowMs: number }) {
  let sleepers: Sleeper[] = []
  const work = countWork()
  const clock: Clock & typeof work = {
    ...work,
    now: () => moment.nowMs,
    sleep: (ms, signal) =>
      new Promise((wake) => sleepers.push({ untilMs: moment.nowMs + ms, wake, signal })),
    untilOnline: async () => undefined,
  }
  return {
    clock,
    /** Advances the clock and runs everything that waited for it, until all of it waits again. */
    async pass(ms: number) {
      moment.nowMs += ms
      const due = sleepers.filter(({ untilMs }) => untilMs <= moment.nowMs)
      sleepers = sleepers.filter((each) => !due.includes(each))
      for (const { wake, signal } of due) if (!signal.aborted) wake()
      await work.untilStill()
    },
  }
}
