/**
 * Asks the store what the entries on the screen changed, several rows at a time, and remembers the answers. A longer list
 * may know an earlier version of a resource, so the answers are then asked again; the old ones are shown meanwhile.
 */
import type { EntryStore } from '../../store/entry-store.ts'
import type { CellPart } from './cell-part.ts'
import { toChangeCell } from './change-cell.ts'

/** Where changes come from; a list without this has none. */
type ChangeSource = Partial<Pick<EntryStore, 'changes'>>

/** The changes of entries. */
export type ChangeCache = {
  /** The runs of the change of a row; empty until the store has answered. */
  get: (row: number) => readonly CellPart[]
  /** Sets the number of loaded entries. */
  grow: (loaded: number) => void
}

/** Maximum number of rows of a question; of more, those that were wanted last are asked for. */
const maxRows = 128
/** Maximum number of remembered rows. */
const maxCached = 6_000

const pending: readonly CellPart[] = []

/** Creates an empty cache. `onArrive` is called when answers have come; `afterFrame` defers a question. */
export function createChangeCache(
  source: ChangeSource,
  onArrive: () => void,
  afterFrame: (work: () => void) => void,
): ChangeCache {
  const known = new Map<number, { parts: readonly CellPart[]; loaded: number }>()
  let wanted = new Set<number>()
  let isAsking = false
  let loaded = 0

  async function ask(): Promise<void> {
    const rows = [...wanted].slice(-maxRows)
    wanted = new Set()
    const askedAt = loaded
    const changes = await source.changes?.(Uint32Array.from(rows))
    if (known.size + rows.length > maxCached) known.clear()
    changes?.forEach((change, index) => {
      known.set(rows[index] ?? 0, { parts: toChangeCell(change), loaded: askedAt })
    })
  }

  function schedule(): void {
    if (isAsking || wanted.size === 0 || !source.changes) return
    isAsking = true
    afterFrame(() => {
      ask().then(
        () => {
          isAsking = false
          onArrive()
          schedule()
        },
        // A disposed store rejects; its table is removed as well.
        () => undefined,
      )
    })
  }

  return {
    get(row) {
      const found = known.get(row)
      if (found?.loaded !== loaded) {
        wanted.add(row)
        schedule()
      }
      return found?.parts ?? pending
    },
    grow(next) {
      loaded = next
    },
  }
}
