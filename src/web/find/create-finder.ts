/**
 * Finds a text in a list that may still grow. Hits arrive while the search runs and stay while entries are added; the
 * list is searched again when no entries have arrived for a while, and at intervals while they arrive.
 */
import type { EntryStore, FindProgress } from '../store/entry-store.ts'

/** The state of a search. Hits are indexes in the list, in its order. */
export type FindState = {
  /** `behind`: the search is done, but entries have arrived since. */
  status: 'idle' | 'searching' | 'behind' | 'done' | 'stopped'
  hits: readonly number[]
  hitSet: ReadonlySet<number>
  searched: number
  of: number
  /** Index of the current hit in `hits`; -1 while there is none. */
  at: number
}

/** The list that is searched; another revision means that the indexes refer to other entries. */
export type SearchedList = { revision: number; size: number }

/** A search for one text. */
export type Finder = {
  /** Reports the current list. */
  update: (list: SearchedList) => void
  /**
   * Moves to the next or the previous hit, cyclically. Without a current hit it starts from the row `from`. Before a
   * hit is known, the first one becomes the current one as soon as it is found.
   */
  step: (by: 1 | -1, from?: number) => void
  /** Stops the search. The hits stay, and no further ones are found while the list only grows. */
  stop: () => void
  dispose: () => void
}

/** The state without a search. */
export const noFind: FindState = {
  status: 'idle',
  hits: [],
  hitSet: new Set(),
  searched: 0,
  of: 0,
  at: -1,
}

/** Maximum number of hits that are collected; a “+” after the count stands for further ones. */
export const maxHits = 100_000

/**
 * When a grown list is searched again: `idle` after the last new entry, or `interval` after the last search if entries
 * keep arriving. Both are at least `minMs`, and grow with the duration of the last search (`perSearch`), because
 * searching delays reading.
 */
const idle = { minMs: 400, perSearch: 0.5 } as const
const interval = { minMs: 2_000, perSearch: 4 } as const

/**
 * Starts to search; `onChange` gets every new state. With `jumps`, the first hit becomes the current one as soon as it
 * is found.
 */
export function createFinder(
  store: Pick<EntryStore, 'findText'>,
  text: string,
  firstList: SearchedList,
  onChange: (state: FindState) => void,
  jumps = false,
): Finder {
  const jump = createJump(jumps)
  let state: FindState = { ...noFind, status: 'searching' }
  let list = firstList
  let running: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastSearch = { endMs: Number.NEGATIVE_INFINITY, tookMs: 0 }

  function setState(changes: Partial<FindState>): void {
    state = jump.apply({ ...state, ...changes })
    onChange(state)
  }

  function run(): void {
    const search = new AbortController()
    running = search
    const startMs = performance.now()
    // A repeated search shows its hits only at the end, so that the previous hits do not disappear meanwhile.
    const showsProgress = state.status === 'searching'
    searchOnce(store, text, search.signal, {
      onProgress: showsProgress ? setState : undefined,
      onDone(found) {
        running = undefined
        lastSearch = { endMs: performance.now(), tookMs: performance.now() - startMs }
        setState({ ...found, status: 'done' })
        // Before its first entries have come, nothing of a list was searched.
        if (found.of > 0) jump.cancel()
        checkForNewEntries()
      },
      onFailure: stop,
    })
  }

  /** Updates the state if entries have arrived since the search began, and schedules the next search. */
  function checkForNewEntries(): void {
    if (state.of >= list.size) return
    setState({ of: list.size, status: state.status === 'done' ? 'behind' : state.status })
    if (state.status !== 'behind' || running) return
    clearTimeout(timer)
    timer = setTimeout(run, toDelayMs(lastSearch))
  }

  function stop(): void {
    abort()
    setState({ status: 'stopped' })
  }

  function abort(): void {
    clearTimeout(timer)
    running?.abort()
    running = undefined
  }

  onChange(state)
  run()
  return {
    update(next) {
      const isChanged = next.revision !== list.revision
      list = next
      if (!isChanged) return checkForNewEntries()
      abort()
      setState({ ...noFind, status: 'searching' })
      timer = setTimeout(run, idle.minMs)
    },
    step(by, from) {
      if (state.hits.length > 0) setState({ at: toNextIndex(state, by, from) })
      else if (state.status === 'searching' || state.status === 'behind') jump.request()
    },
    stop,
    dispose: abort,
  }
}

/** Makes the first hit the current one as soon as it is found, while that is wanted. */
function createJump(isWantedAtFirst: boolean) {
  let isWanted = isWantedAtFirst
  return {
    request() {
      isWanted = true
    },
    /** Entries that arrive later must not move the list away from what is read meanwhile. */
    cancel() {
      isWanted = false
    },
    apply(state: FindState): FindState {
      if (!isWanted || state.hits.length === 0) return state
      isWanted = false
      return state.at < 0 ? { ...state, at: 0 } : state
    },
  }
}

/** How long to wait before the next search, in milliseconds. */
function toDelayMs({ endMs, tookMs }: { endMs: number; tookMs: number }): number {
  const idleMs = Math.max(idle.minMs, tookMs * idle.perSearch)
  const intervalMs = Math.max(interval.minMs, tookMs * interval.perSearch)
  return Math.max(0, Math.min(idleMs, endMs + intervalMs - performance.now()))
}

function toNextIndex({ at, hits }: FindState, by: 1 | -1, from = -1): number {
  if (at >= 0) return (at + by + hits.length) % hits.length
  const next = hits.findIndex((hit) => hit > from)
  const previous = hits.findLastIndex((hit) => hit < from)
  if (by === 1) return Math.max(0, next)
  return previous < 0 ? hits.length - 1 : previous
}

type FoundHits = Pick<FindState, 'hits' | 'hitSet' | 'searched' | 'of'>

/** Searches the list once, and reports all hits so far with each step. Reports nothing after an abort. */
function searchOnce(
  store: Pick<EntryStore, 'findText'>,
  text: string,
  signal: AbortSignal,
  events: {
    onProgress: ((found: FoundHits) => void) | undefined
    onDone: (found: FoundHits) => void
    onFailure: () => void
  },
): void {
  const collected = collectHits()
  const handleStep = ({ hits, searched, of, isDone }: FindProgress) => {
    if (signal.aborted) return
    collected.add(hits)
    const report = isDone ? events.onDone : events.onProgress
    report?.({ ...collected.read(), searched, of })
  }
  store.findText(text, handleStep, signal).catch(() => {
    // A stopped search rejects, too; only a failure of the store is reported.
    if (!signal.aborted) events.onFailure()
  })
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
