/** Remembers the baselines of this page, so that another query about the same logs is compared without a request. */
import { toFailureDetail } from '../../api/api-failure.ts'
import type { Baseline } from '../../store/baseline-values.ts'
import { type BaselineState, notCompared } from './baseline-state.ts'
import type { BaselineProgress } from './read-baseline.ts'

/** What a list is compared by: its logs, as a text, and where its range begins, in milliseconds. */
export type BaselineKey = { logs: string; sinceMs: number }

/** Reads a baseline; see `readBaseline`. */
export type BaselineReader = (
  signal: AbortSignal,
  onProgress: (progress: BaselineProgress) => void,
) => Promise<Baseline | undefined>

/** The baselines. */
export type BaselineMemory = {
  /** The state of the baseline for a list. */
  find: (key: BaselineKey) => BaselineState
  /** Reads the baseline for a list. */
  start: (key: BaselineKey, read: BaselineReader) => Promise<void>
  /** Stops to read; what was read is used. */
  stop: (key: BaselineKey) => void
  subscribe: (listener: () => void) => () => void
}

type Remembered = BaselineKey & { state: BaselineState; stop: () => void }

/**
 * A list that begins at most this much after the end of a baseline is compared with it, too: a relative range begins later
 * with each search.
 */
const maxDistanceMs = 86_400_000
const maxRemembered = 4

/** Creates an empty memory. */
export function createBaselineMemory(): BaselineMemory {
  let remembered: readonly Remembered[] = []
  const listeners = new Set<() => void>()

  function findFor({ logs, sinceMs }: BaselineKey): Remembered | undefined {
    return remembered.find((each) => {
      const distanceMs = sinceMs - each.sinceMs
      return each.logs === logs && distanceMs >= 0 && distanceMs <= maxDistanceMs
    })
  }

  function setState(of: Remembered, state: BaselineState): void {
    of.state = state
    for (const listener of listeners) listener()
  }

  return {
    find: (key) => findFor(key)?.state ?? notCompared,
    async start(key, read) {
      const previous = findFor(key)
      previous?.stop()
      const controller = new AbortController()
      const own: Remembered = { ...key, state: notCompared, stop: () => controller.abort() }
      remembered = [own, ...remembered.filter((each) => each !== previous)].slice(0, maxRemembered)
      const report = (progress: BaselineProgress) =>
        setState(own, { status: 'reading', ...progress, isStopping: controller.signal.aborted })
      report({ read: 0, share: 0 })
      try {
        const baseline = await read(controller.signal, report)
        setState(own, baseline ? { status: 'read', baseline } : notCompared)
      } catch (error) {
        setState(own, { status: 'failed', failure: toFailureDetail(error) })
      }
    },
    stop(key) {
      const found = findFor(key)
      if (found?.state.status !== 'reading') return
      found.stop()
      if (found.state.status === 'reading') setState(found, { ...found.state, isStopping: true })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
