/** The work of a search that is under way, so that a test can wait for it however slow the machine is. */
import type { Clock, SearchParts } from '../engine/search-state.ts'

/** A count of the requests of a search and of its calls of the store. */
type WorkCount = {
  /** Counts work until it ends, and passes on how it ends. */
  watch: <T>(work: Promise<T>) => Promise<T>
  /** Waits for the work under way, and for the work that follows from it. */
  untilStill: () => Promise<void>
}

/** A clock of a test. A search counts its work with the clock's own count, if it has one. */
export type TestClock = Clock & Partial<WorkCount>

/** A call that has not ended after this time never will. */
const maxWaitMs = 60_000

/** Creates a count of work. */
export function countWork(): WorkCount {
  let underWay = 0
  return {
    async watch(work) {
      underWay++
      try {
        return await work
      } finally {
        underWay--
      }
    },
    async untilStill() {
      const endMs = performance.now() + maxWaitMs
      for (let idleTurns = 0; idleTurns < 3; ) {
        if (performance.now() > endMs) throw new Error(`${underWay} calls have not ended.`)
        await new Promise((resolve) => setImmediate(resolve))
        idleTurns = underWay > 0 ? 0 : idleTurns + 1
      }
    },
  }
}

/** A method whose calls are counted. */
export function watchCalls<Arguments extends unknown[], Result>(
  { watch }: Pick<WorkCount, 'watch'>,
  method: (...values: Arguments) => Promise<Result>,
): (...values: Arguments) => Promise<Result> {
  return (...values) => watch(method(...values))
}

/** A store whose calls by a search are counted, except those inside of a request, which counts itself. */
export function watchStore<Store extends SearchParts['store']>(
  work: Pick<WorkCount, 'watch'>,
  store: Store,
): Store {
  return {
    ...store,
    commit: watchCalls(work, store.commit),
    countNew: watchCalls(work, store.countNew),
    discard: watchCalls(work, store.discard),
    forgetLeaves: watchCalls(work, store.forgetLeaves),
  }
}
