/**
 * One text sought in a list that may still grow: hits stream in, are kept while more entries arrive, and are
 * brought up to date whenever entries rest, and now and then while they do not.
 */
import type { EntryStore } from '../store/entry-store.ts'

/** How far a search has come. Hits are places in the list, in its order. */
export type FindState = {
  /** `behind`: what was there has been searched, and more has arrived since. */
  status: 'idle' | 'searching' | 'behind' | 'done' | 'stopped'
  hits: readonly number[]
  hitSet: ReadonlySet<number>
  searched: number
  of: number
  /** Place among the hits, from 0; -1 before the first step. */
  at: number
}

/** The list that is searched; another revision means that places hold other entries. */
export type FoundList = { revision: number; size: number }

/** A search for one text. */
export type Finder = {
  /** Says how the list is by now. */
  see: (list: FoundList) => void
  step: (by: 1 | -1) => void
  /** Stops; what was found is kept, and is not added to while the list only grows. */
  stop: () => void
  end: () => void
}

/** No search. */
export const noFind: FindState = {
  status: 'idle',
  hits: [],
  hitSet: new Set(),
  searched: 0,
  of: 0,
  at: -1,
}

/** More hits than these are not stepped through; the rest is said as “+”. */
export const maxHits = 100_000

/**
 * When a list that has grown is searched again: as soon as entries rest for a while, or this long after the last
 * search although they do not. A search that takes long waits longer: it takes time from reading.
 */
const rests = { minMs: 400, perSearch: 0.5 } as const
const pauses = { minMs: 2_000, perSearch: 4 } as const

/** Begins to search; `tell` hears of every change. */
export function createFinder(
  store: Pick<EntryStore, 'findText'>,
  text: string,
  firstList: FoundList,
  tell: (state: FindState) => void,
): Finder {
  let state: FindState = { ...noFind, status: 'searching' }
  let list = firstList
  let running: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = { endMs: Number.NEGATIVE_INFINITY, tookMs: 0 }

  function put(change: Partial<FindState>): void {
    state = { ...state, ...change }
    tell(state)
  }

  function run(): void {
    const search = new AbortController()
    running = search
    const startMs = performance.now()
    // While it catches up, what was found before stands: hits at the end of a list do not come and go.
    const isShown = state.status === 'searching'
    const collected = collectHits()
    store
      .findText(
        text,
        ({ hits, searched, of, isDone }) => {
          if (search.signal.aborted) return
          collected.add(hits)
          if (isDone) {
            running = undefined
            last = { endMs: performance.now(), tookMs: performance.now() - startMs }
            put({ ...collected.read(), searched, of, status: 'done' })
            compare()
          } else if (isShown) put({ ...collected.read(), searched, of })
        },
        search.signal,
      )
      .catch(() => {
        // Whoever stopped it knows; a store that fails ends it here.
        if (search.signal.aborted) return
        running = undefined
        put({ status: 'stopped' })
      })
  }

  /** Takes note of entries that were not there when the search began. */
  function compare(): void {
    if (state.of >= list.size) return
    const isOver = state.status === 'done'
    put({ of: list.size, ...(isOver && { status: 'behind' }) })
    if (state.status === 'behind' && !running) schedule()
  }

  function schedule(): void {
    clearTimeout(timer)
    const { endMs, tookMs } = last
    const restMs = Math.max(rests.minMs, tookMs * rests.perSearch)
    const pauseMs = Math.max(pauses.minMs, tookMs * pauses.perSearch)
    const dueMs = endMs + pauseMs - performance.now()
    timer = setTimeout(run, Math.max(0, Math.min(restMs, dueMs)))
  }

  function halt(): void {
    clearTimeout(timer)
    running?.abort()
    running = undefined
  }

  tell(state)
  run()
  return {
    see(next) {
      const isMoved = next.revision !== list.revision
      list = next
      if (!isMoved) {
        compare()
        return
      }
      halt()
      put({ ...noFind, status: 'searching' })
      timer = setTimeout(run, rests.minMs)
    },
    step(by) {
      const { at, hits } = state
      if (hits.length === 0) return
      const first = by === 1 ? 0 : hits.length - 1
      put({ at: at < 0 ? first : (at + by + hits.length) % hits.length })
    },
    stop() {
      halt()
      put({ status: 'stopped' })
    },
    end: halt,
  }
}

function collectHits() {
  const hits: number[] = []
  const hitSet = new Set<number>()
  return {
    add(found: readonly number[]) {
      for (const hit of found) {
        if (hits.length === maxHits) return
        hits.push(hit)
        hitSet.add(hit)
      }
    },
    read: () => ({ hits: [...hits], hitSet: new Set(hitSet) }),
  }
}
