/**
 * The entries near the screen, kept at hand: the store answers later, and may live in a worker. It asks
 * for what is seen first, for few stretches at a time, and forgets what is far away.
 */
import type { EntryStore, StoredEntry } from '../store/entry-store.ts'

/** Where entries come from: the part of the store that the table uses. */
export type RowSource = Pick<EntryStore, 'rows' | 'get' | 'seek'>

/** How many entries are asked for at once. */
const stretch = 64
/** How many stretches are kept: about 6,000 entries. */
const mostStretches = 96
/** How many stretches may be under way; a jump does not wait behind a fling. */
const mostUnderWay = 3

/** Entries at hand. */
export type RowCache = {
  get: (index: number) => StoredEntry | undefined
  /** Says what is on the screen, up to, not including, `to`; whatever is missing is asked for. */
  want: (from: number, to: number) => void
  /** Says how many entries there are. */
  grow: (size: number) => void
}

/** Creates an empty cache; `onArrive` tells of entries that have come. */
export function createRowCache(source: Pick<RowSource, 'rows'>, onArrive: () => void): RowCache {
  const stretches = new Map<number, readonly StoredEntry[]>()
  const underWay = new Set<number>()
  let size = 0
  let wanted = { from: 0, to: 0 }

  const lengthOf = (at: number) => Math.min(stretch, size - at * stretch)
  const isMissing = (at: number) =>
    lengthOf(at) > 0 && (stretches.get(at)?.length ?? 0) < lengthOf(at) && !underWay.has(at)

  /** The stretches on the screen, then the ones after and before it. */
  function listNeeded(): number[] {
    if (wanted.to <= wanted.from) return []
    const first = Math.floor(wanted.from / stretch)
    const last = Math.floor((wanted.to - 1) / stretch)
    const seen = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
    return [...seen, last + 1, first - 1].filter((at) => at >= 0)
  }

  function ask(): void {
    for (const at of listNeeded()) {
      if (underWay.size >= mostUnderWay) return
      if (!isMissing(at)) continue
      underWay.add(at)
      const from = at * stretch
      source.rows(from, from + lengthOf(at)).then(
        (arrived) => {
          underWay.delete(at)
          stretches.set(at, arrived)
          forget()
          onArrive()
          ask()
        },
        // A store that has ended answers no more; the table ends with it.
        () => underWay.delete(at),
      )
    }
  }

  function forget(): void {
    if (stretches.size <= mostStretches) return
    const middle = (wanted.from + wanted.to) / 2 / stretch
    const [farthest] = [...stretches.keys()].sort(
      (a, b) => Math.abs(b - middle) - Math.abs(a - middle),
    )
    if (farthest !== undefined) stretches.delete(farthest)
  }

  return {
    get: (index) => stretches.get(Math.floor(index / stretch))?.[index % stretch],
    want(from, to) {
      if (from === wanted.from && to === wanted.to) return
      wanted = { from, to }
      ask()
    },
    grow(next) {
      if (next === size) return
      size = next
      ask()
    },
  }
}
