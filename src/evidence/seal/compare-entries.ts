/** Compares the entries of two reads one by one: which are new, late, gone, changed, or the same content in other bytes. */
import { createFinalTest } from './compute-seal.ts'
import {
  compareDigests,
  comparedBytes,
  compareTimes,
  type DigestColumn,
  digestAt,
  type SealedEntries,
} from './sealed-entries.ts'

/**
 * `added`: only in the present read. `late`: the same, of a time whose entries the log may still have lacked then. `gone`:
 * only in the earlier read. `changed`: the same id, or of a log without ids the same time, with another content.
 * `rewritten`: the same content in other bytes.
 */
export type DifferenceKind = 'added' | 'late' | 'gone' | 'changed' | 'rewritten'

/** One entry that differs, with its indexes in the two reads. */
export type EntryDifference = {
  readonly kind: DifferenceKind
  readonly sourceText: string
  /** NaN for an entry without a time. */
  readonly timeMs: number
  readonly thenIndex?: number
  readonly nowIndex?: number
}

/** The instants between two others, in milliseconds since the epoch. */
export type TimeSpan = { readonly afterMs: number; readonly beforeMs: number }

/** What limits the comparison. */
export type ComparedPart = {
  /** From here on, the log may have lacked entries at the earlier read. */
  readonly finalUntil?: string | undefined
  /** The times that the earlier read reached: other entries are not new. */
  readonly reachedThen?: TimeSpan | undefined
  /** The times that the present read has reached: other entries are not gone. */
  readonly reachedNow?: TimeSpan | undefined
}

/** The entries that differ, by source and time. */
export function compareEntries(
  then: SealedEntries,
  now: SealedEntries,
  { finalUntil, reachedThen, reachedNow }: ComparedPart = {},
): readonly EntryDifference[] {
  const isFinal = createFinalTest(finalUntil)
  const { onlyThen, onlyNow } = findUnmatched(then, now)
  const pairs = [
    ...pairBy(onlyThen, onlyNow, ({ read, index }) => toDigestKey(read.contents, index)),
    ...pairBy(onlyThen, onlyNow, ({ read, index }) => read.ids[index] || undefined),
    // In a log without ids, an entry that changed has the same time.
    ...pairBy(onlyThen, onlyNow, ({ read, index, timeMs }) =>
      read.ids[index] || Number.isNaN(timeMs) ? undefined : timeMs,
    ),
  ]
  const gone = onlyThen.filter(({ timeMs }) => isWithin(timeMs, reachedNow))
  const added = onlyNow.filter(({ timeMs }) => isWithin(timeMs, reachedThen))
  const differences = [
    ...pairs.map(({ gone: one, added: other }): EntryDifference => {
      const isSame = compareDigests(one.read.contents, one.index, other.read.contents, other.index)
      return {
        ...toDifference(isSame === 0 ? 'rewritten' : 'changed', other),
        thenIndex: one.index,
        nowIndex: other.index,
      }
    }),
    ...gone.map((each) => ({ ...toDifference('gone', each), thenIndex: each.index })),
    ...added.map((each) => ({
      ...toDifference(isFinal(each.timeMs) ? 'added' : 'late', each),
      nowIndex: each.index,
    })),
  ]
  return differences.toSorted(
    (a, b) =>
      (a.sourceText < b.sourceText ? -1 : Number(a.sourceText > b.sourceText)) ||
      compareTimes(a.timeMs, b.timeMs),
  )
}

/** An entry without a time is within any span. */
function isWithin(timeMs: number, span: TimeSpan | undefined): boolean {
  return !span || !(timeMs <= span.afterMs || timeMs >= span.beforeMs)
}

/** An entry that only one of the reads has. */
type OnlyIn = { read: SealedEntries; index: number; sourceText: string; timeMs: number }

function toOnlyIn(read: SealedEntries, index: number): OnlyIn {
  return {
    read,
    index,
    sourceText: toSourceText(read, index),
    timeMs: read.times[index] ?? Number.NaN,
  }
}

function toDifference(kind: DifferenceKind, { sourceText, timeMs }: OnlyIn): EntryDifference {
  return { kind, sourceText, timeMs }
}

/** The entries whose bytes only one of the reads has, found by merging the two sorted lists. */
function findUnmatched(then: SealedEntries, now: SealedEntries) {
  const thenOrder = orderByDigest(then)
  const nowOrder = orderByDigest(now)
  const onlyThen: OnlyIn[] = []
  const onlyNow: OnlyIn[] = []
  let thenAt = 0
  let nowAt = 0
  while (thenAt < thenOrder.length || nowAt < nowOrder.length) {
    const [one, other] = [thenOrder[thenAt], nowOrder[nowAt]]
    // A list that has ended comes after the other one.
    const order =
      one === undefined ? 1 : other === undefined ? -1 : compareEntry(then, one, now, other)
    if (order <= 0) thenAt++
    if (order >= 0) nowAt++
    if (order < 0 && one !== undefined) onlyThen.push(toOnlyIn(then, one))
    if (order > 0 && other !== undefined) onlyNow.push(toOnlyIn(now, other))
  }
  return { onlyThen, onlyNow }
}

/** More entries than a browser can hold. */
const maxEntries = 2 ** 24
/** Leading bits of a digest that fit into an exact number together with an index. */
const prefixBits = 29

/**
 * The indexes by digest and source. Numbers of the first bits and the index are sorted in a tenth of the time that
 * comparing digests takes, and hardly ever leave two digests to compare.
 */
function orderByDigest(entries: SealedEntries): Uint32Array {
  const { bytes, width } = entries.leaves
  const { length } = entries.times
  if (length > maxEntries) throw new RangeError(`${length} entries are too many to compare.`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const keys = Float64Array.from(entries.times, (_, index) => {
    return (view.getUint32(index * width) >>> (32 - prefixBits)) * maxEntries + index
  }).sort()
  const order = Uint32Array.from(keys, (key) => key % maxEntries)
  const prefixAt = (at: number) => Math.floor((keys[at] ?? -1) / maxEntries)
  for (let from = 0; from < length; ) {
    let to = from + 1
    while (to < length && prefixAt(to) === prefixAt(from)) to++
    if (to - from > 1) {
      order.subarray(from, to).sort((a, b) => compareEntry(entries, a, entries, b))
    }
    from = to
  }
  return order
}

/** Compares entries of two reads by digest and source. */
function compareEntry(one: SealedEntries, at: number, other: SealedEntries, otherAt: number) {
  const order = compareDigests(one.leaves, at, other.leaves, otherAt)
  if (order !== 0) return order
  const text = toSourceText(one, at)
  const otherText = toSourceText(other, otherAt)
  return text < otherText ? -1 : Number(text > otherText)
}

function toSourceText({ sourceTexts, sources }: SealedEntries, index: number): string {
  return sourceTexts[sources[index] ?? 0] ?? ''
}

function toDigestKey(digests: DigestColumn, index: number): string {
  return String.fromCharCode(...digestAt(digests, index).subarray(0, comparedBytes))
}

/** Takes pairs of the same source and key out of both lists, where each list has one. */
function pairBy(
  gone: OnlyIn[],
  added: OnlyIn[],
  findKey: (entry: OnlyIn) => string | number | undefined,
): { gone: OnlyIn; added: OnlyIn }[] {
  const goneByKey = groupByKey(gone, findKey)
  const pairs: { gone: OnlyIn; added: OnlyIn }[] = []
  for (const [key, entries] of groupByKey(added, findKey)) {
    const [[one, ...others], [other, ...more]] = [goneByKey.get(key) ?? [], entries]
    if (one && other && others.length === 0 && more.length === 0) {
      pairs.push({ gone: one, added: other })
    }
  }
  remove(gone, new Set(pairs.map((pair) => pair.gone)))
  remove(added, new Set(pairs.map((pair) => pair.added)))
  return pairs
}

function groupByKey(
  entries: readonly OnlyIn[],
  findKey: (entry: OnlyIn) => string | number | undefined,
): Map<string, OnlyIn[]> {
  const groups = new Map<string, OnlyIn[]>()
  for (const entry of entries) {
    const key = findKey(entry)
    if (key === undefined) continue
    const groupKey = `${entry.sourceText} ${key}`
    const group = groups.get(groupKey)
    if (group) group.push(entry)
    else groups.set(groupKey, [entry])
  }
  return groups
}

function remove(entries: OnlyIn[], removed: ReadonlySet<OnlyIn>): void {
  let length = 0
  for (const entry of entries) if (!removed.has(entry)) entries[length++] = entry
  entries.length = length
}
