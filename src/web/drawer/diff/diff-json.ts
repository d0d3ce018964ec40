/** Compares two JSON texts value by value, for a list of what changed and for two columns. */
import { type JsonNode, readJsonNode, toCanonical } from '../entry/json-node.ts'

/** A place in one of the two texts. */
export type TextRange = { start: number; end: number }

/** Reads a place of either side, suspected secrets masked. */
export type SideReader = (place: TextRange | string | undefined) => string | undefined

/** One line of the two columns: what stands on either side, if anything. */
export type DiffRow = {
  kind: 'equal' | 'changed' | 'added' | 'removed'
  depth: number
  /** The key as JSON writes it; empty for elements and brackets. */
  key: string
  before: TextRange | string | undefined
  after: TextRange | string | undefined
}

/** One value that differs: where, and what it was and is. */
export type FieldChange = {
  kind: 'changed' | 'added' | 'removed'
  steps: readonly (string | number)[]
  before: TextRange | undefined
  after: TextRange | undefined
}

/** What differs, what is equal, and both beside each other. */
export type JsonDiff = {
  changes: readonly FieldChange[]
  /** How many scalars stand equal on both sides. */
  equalCount: number
  rows: readonly DiffRow[]
}

type Side = { text: string; node: JsonNode }

/** Compares two texts that `JSON.parse` accepts; `undefined` when they are too large for that. */
export function diffJson(before: string, after: string): JsonDiff | undefined {
  const [old, now] = [readJsonNode(before), readJsonNode(after)]
  if (!old || !now) return undefined
  const changes: FieldChange[] = []
  const rows: DiffRow[] = []
  let equalCount = 0

  function compare(
    one: Side | undefined,
    two: Side | undefined,
    key: string,
    steps: readonly (string | number)[],
  ): void {
    const depth = steps.length
    if (one && two && isSameForm(one.node, two.node)) {
      const isObject = one.node.members !== undefined
      const [open, close] = isObject ? ['{', '}'] : ['[', ']']
      rows.push({ kind: 'equal', depth, key, before: open, after: open })
      if (isObject) compareMembers(one, two, steps)
      else compareItems(one, two, steps)
      rows.push({ kind: 'equal', depth, key: '', before: close, after: close })
      return
    }
    const isEqual =
      one && two && toCanonical(one.text, one.node) === toCanonical(two.text, two.node)
    if (isEqual) {
      equalCount++
      rows.push({ kind: 'equal', depth, key, before: one.node, after: two.node })
      return
    }
    const kind = one && two ? 'changed' : one ? 'removed' : 'added'
    changes.push({ kind, steps, before: one?.node, after: two?.node })
    if (one && two && isLeaf(one.node) && isLeaf(two.node)) {
      rows.push({ kind, depth, key, before: one.node, after: two.node })
      return
    }
    if (one) addSide(one, 'before', key, depth)
    if (two) addSide(two, 'after', key, depth)
  }

  function compareMembers(one: Side, two: Side, steps: readonly (string | number)[]): void {
    const [old, now] = [one.node.members ?? new Map(), two.node.members ?? new Map()]
    for (const key of new Set([...old.keys(), ...now.keys()])) {
      compare(toSide(one, old.get(key)), toSide(two, now.get(key)), JSON.stringify(key), [
        ...steps,
        key,
      ])
    }
  }

  /** What is equal at the beginning and at the end stays; what is left between is taken in pairs. */
  function compareItems(one: Side, two: Side, steps: readonly (string | number)[]): void {
    const [old, now] = [one.node.items ?? [], two.node.items ?? []]
    const oldTexts = old.map((item) => toCanonical(one.text, item))
    const nowTexts = now.map((item) => toCanonical(two.text, item))
    const shorter = Math.min(old.length, now.length)
    let head = 0
    while (head < shorter && oldTexts[head] === nowTexts[head]) head++
    let tail = 0
    while (tail < shorter - head && oldTexts.at(-1 - tail) === nowTexts.at(-1 - tail)) tail++
    const middle = Math.max(old.length, now.length) - head - tail
    const pair = (i: number | undefined, j: number | undefined) =>
      compare(
        toSide(one, i === undefined ? undefined : old[i]),
        toSide(two, j === undefined ? undefined : now[j]),
        '',
        [...steps, j ?? i ?? 0],
      )
    for (let at = 0; at < head; at++) pair(at, at)
    for (let at = head; at < head + middle; at++) {
      pair(at < old.length - tail ? at : undefined, at < now.length - tail ? at : undefined)
    }
    for (let at = tail; at > 0; at--) pair(old.length - at, now.length - at)
  }

  /** All lines of a value that stands on one side only. */
  function addSide(
    { text, node }: Side,
    side: 'before' | 'after',
    key: string,
    depth: number,
  ): void {
    const kind = side === 'before' ? 'removed' : 'added'
    const add = (place: TextRange | string, own: string, level: number) =>
      rows.push({
        kind,
        depth: level,
        key: own,
        before: undefined,
        after: undefined,
        [side]: place,
      })
    if (isLeaf(node)) {
      add(node, key, depth)
      return
    }
    const isObject = node.members !== undefined
    add(isObject ? '{' : '[', key, depth)
    for (const [name, member] of node.members ?? []) {
      addSide({ text, node: member }, side, JSON.stringify(name), depth + 1)
    }
    for (const item of node.items ?? []) addSide({ text, node: item }, side, '', depth + 1)
    add(isObject ? '}' : ']', '', depth)
  }

  compare({ text: before, node: old }, { text: after, node: now }, '', [])
  return { changes, equalCount, rows }
}

function toSide({ text }: Side, node: JsonNode | undefined): Side | undefined {
  return node && { text, node }
}

function isSameForm(one: JsonNode, two: JsonNode): boolean {
  return one.members
    ? two.members !== undefined
    : one.items !== undefined && two.items !== undefined
}

/** An empty object or list is drawn in one line, as a scalar is. */
function isLeaf({ members, items }: JsonNode): boolean {
  return (members?.size ?? 0) + (items?.length ?? 0) === 0
}

/** Equal rows in a row beyond this are folded; a few beside a change stay as its context. */
const contextRows = 2

/** The rows in stretches: each to be drawn, or to be folded. */
export function collapseEqualRows(
  rows: readonly DiffRow[],
): { isFolded: boolean; rows: readonly DiffRow[] }[] {
  const isNear = rows.map(() => false)
  rows.forEach(({ kind }, index) => {
    if (kind === 'equal') return
    for (let at = index - contextRows; at <= index + contextRows; at++) {
      if (at >= 0 && at < rows.length) isNear[at] = true
    }
  })
  const stretches: { isFolded: boolean; rows: DiffRow[] }[] = []
  rows.forEach((row, index) => {
    const isFolded = !isNear[index]
    const last = stretches.at(-1)
    if (last?.isFolded === isFolded) last.rows.push(row)
    else stretches.push({ isFolded, rows: [row] })
  })
  return stretches
}
