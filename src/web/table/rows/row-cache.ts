/**
 * The entries near the screen, kept at hand: the store answers later, and may live in a worker. It asks
 * for what is seen at once, for what comes next when a frame is drawn, and forgets what is far away.
 */
import type { EntryStore, StoredEntry } from '../../store/entry-store.ts'

/** Where entries come from: the part of the store that the table uses. */
export type RowSource = Pick<EntryStore, 'rows' | 'get' | 'seek'>

/** How many entries are asked for at once. */
const stretch = 64
/** How many stretches are kept: about 6,000 entries. With fewer the browser collects memory more often in a fling. */
const maxStretches = 96
/** How many stretches may be under way; a jump does not wait behind a fling. */
const maxUnderWay = 3

/** Entries at hand. */
export type RowCache = {
  get: (index: number) => StoredEntry | undefined
  /** Says what is on the screen, up to, not including, `to`; whatever is missing is asked for, and what is next. */
  want: (from: number, to: number) => void
  /** Says how many entries there are. */
  grow: (size: number) => void
}

/** Creates an empty cache; `onArrive` tells of entries that have come, `later` does work when a frame is drawn. */
export function createRowCache(
  source: Pick<RowSource, 'rows'>,
  onArrive: () => void,
  later: (work: () => void) => void,
): RowCache {
  const stretches = new Map<number, readonly StoredEntry[]>()
  const underWay = new Set<number>()
  let size = 0
  let wanted = { from: 0, to: 0 }
  let isUpward = false
  let isAskingLater = false

  const lengthOf = (at: number) => Math.min(stretch, size - at * stretch)
  const isMissing = (at: number) =>
    lengthOf(at) > 0 && (stretches.get(at)?.length ?? 0) < lengthOf(at) && !underWay.has(at)

  function listSeen(): number[] {
    if (wanted.to <= wanted.from) return []
    const first = Math.floor(wanted.from / stretch)
    const last = Math.floor((wanted.to - 1) / stretch)
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  }

  /** The stretches on the screen, then two where scrolling leads to and one where it comes from. */
  function listNeeded(): number[] {
    const seen = listSeen()
    const [first = 0, last = 0] = [seen[0], seen.at(-1)]
    const near = isUpward ? [first - 1, first - 2, last + 1] : [last + 1, last + 2, first - 1]
    return seen.length > 0 ? [...seen, ...near.filter((at) => at >= 0)] : []
  }

  /** The store works while this page draws otherwise, and each waits for the other. */
  function askLater(): void {
    if (isAskingLater) return
    isAskingLater = true
    later(() => {
      isAskingLater = false
      ask()
    })
  }

  function ask(needed = listNeeded()): void {
    for (const at of needed) {
      if (underWay.size >= maxUnderWay) return
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
    if (stretches.size <= maxStretches) return
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
      isUpward = from < wanted.from
      wanted = { from, to }
      ask(listSeen())
      askLater()
    },
    grow(next) {
      if (next === size) return
      size = next
      ask()
    },
  }
}
