/** Compares two JSON texts value by value, for a list of differences and for two columns of lines. */
import { type JsonNode, parseJsonNode, toCanonical } from './json-node.ts'

/** A range of one of the two texts, in UTF-16 units. */
export type TextRange = { start: number; end: number }

/** Reads a range of one side with suspected secrets masked; returns a text as it is. */
export type SideReader = (content: TextRange | string | undefined) => string | undefined

/** One line of the two columns. A side without a value is `undefined`; brackets are texts. */
export type DiffRow = {
  kind: 'equal' | 'changed' | 'added' | 'removed'
  depth: number
  /** The key as JSON text; empty for items of lists and closing brackets. */
  key: string
  before: TextRange | string | undefined
  after: TextRange | string | undefined
}

/** One difference: its path, and the ranges of the values; a side without a value is `undefined`. */
export type FieldChange = {
  kind: 'changed' | 'added' | 'removed'
  steps: readonly (string | number)[]
  before: TextRange | undefined
  after: TextRange | undefined
}

/** The result of a comparison: the differences, and the lines of both columns. */
export type JsonDiff = {
  changes: readonly FieldChange[]
  /** The number of values that are equal on both sides, without objects and lists that have members. */
  equalCount: number
  rows: readonly DiffRow[]
}

type Side = { text: string; node: JsonNode }

type Steps = readonly (string | number)[]

/** The result of a comparison while it is being made. */
type Progress = { changes: FieldChange[]; equalCount: number; rows: DiffRow[] }

/** Compares two texts that `JSON.parse` accepts; `undefined` when one has too many values. */
export function diffJson(before: string, after: string): JsonDiff | undefined {
  const beforeNode = parseJsonNode(before)
  const afterNode = parseJsonNode(after)
  if (!beforeNode || !afterNode) return undefined
  const progress: Progress = { changes: [], equalCount: 0, rows: [] }
  compareValues(progress, toSide(before, beforeNode), toSide(after, afterNode), '', [])
  return progress
}

/** Compares two values at the same path. One of them may be absent. */
function compareValues(
  progress: Progress,
  before: Side | undefined,
  after: Side | undefined,
  key: string,
  steps: Steps,
): void {
  const { changes, rows } = progress
  const depth = steps.length
  if (before && after && isSameForm(before.node, after.node)) {
    compareContainers(progress, before, after, key, steps)
    return
  }
  if (before && after && isEqual(before, after)) {
    progress.equalCount++
    rows.push({ kind: 'equal', depth, key, before: before.node, after: after.node })
    return
  }
  const kind = before && after ? 'changed' : before ? 'removed' : 'added'
  changes.push({ kind, steps, before: before?.node, after: after?.node })
  if (before && after && isLeaf(before.node) && isLeaf(after.node)) {
    rows.push({ kind, depth, key, before: before.node, after: after.node })
    return
  }
  if (before) addOneSided(rows, before, 'before', key, depth)
  if (after) addOneSided(rows, after, 'after', key, depth)
}

/** Compares two objects, or two lists. */
function compareContainers(
  progress: Progress,
  before: Side,
  after: Side,
  key: string,
  steps: Steps,
): void {
  const depth = steps.length
  const isObject = before.node.members !== undefined
  const [open, close] = isObject ? ['{', '}'] : ['[', ']']
  progress.rows.push({ kind: 'equal', depth, key, before: open, after: open })
  if (isObject) compareMembers(progress, before, after, steps)
  else compareItems(progress, before, after, steps)
  progress.rows.push({ kind: 'equal', depth, key: '', before: close, after: close })
}

function compareMembers(progress: Progress, before: Side, after: Side, steps: Steps): void {
  const beforeMembers = before.node.members ?? new Map<string, JsonNode>()
  const afterMembers = after.node.members ?? new Map<string, JsonNode>()
  for (const key of new Set([...beforeMembers.keys(), ...afterMembers.keys()])) {
    compareValues(
      progress,
      toSide(before.text, beforeMembers.get(key)),
      toSide(after.text, afterMembers.get(key)),
      JSON.stringify(key),
      [...steps, key],
    )
  }
}

/** Compares two lists: equal items at their start and end are matched, the items between them by index. */
function compareItems(progress: Progress, before: Side, after: Side, steps: Steps): void {
  const beforeItems = before.node.items ?? []
  const afterItems = after.node.items ?? []
  const { equalAtStart, equalAtEnd } = countEqualItems(before, after)
  const compareAt = (beforeIndex: number | undefined, afterIndex: number | undefined) =>
    compareValues(
      progress,
      toSide(before.text, beforeIndex === undefined ? undefined : beforeItems[beforeIndex]),
      toSide(after.text, afterIndex === undefined ? undefined : afterItems[afterIndex]),
      '',
      [...steps, afterIndex ?? beforeIndex ?? 0],
    )
  for (let index = 0; index < equalAtStart; index++) compareAt(index, index)
  const [beforeEnd, afterEnd] = [beforeItems.length - equalAtEnd, afterItems.length - equalAtEnd]
  for (let index = equalAtStart; index < Math.max(beforeEnd, afterEnd); index++) {
    compareAt(index < beforeEnd ? index : undefined, index < afterEnd ? index : undefined)
  }
  for (let index = 0; index < equalAtEnd; index++) compareAt(beforeEnd + index, afterEnd + index)
}

/** The numbers of equal items at the start and at the end of two lists. */
function countEqualItems(before: Side, after: Side) {
  const beforeTexts = (before.node.items ?? []).map((item) => toCanonical(before.text, item))
  const afterTexts = (after.node.items ?? []).map((item) => toCanonical(after.text, item))
  const minLength = Math.min(beforeTexts.length, afterTexts.length)
  let equalAtStart = 0
  while (equalAtStart < minLength && beforeTexts[equalAtStart] === afterTexts[equalAtStart]) {
    equalAtStart++
  }
  let equalAtEnd = 0
  while (
    equalAtEnd < minLength - equalAtStart &&
    beforeTexts.at(-1 - equalAtEnd) === afterTexts.at(-1 - equalAtEnd)
  ) {
    equalAtEnd++
  }
  return { equalAtStart, equalAtEnd }
}

/** Adds all rows of a value that only one side has. */
function addOneSided(
  rows: DiffRow[],
  { text, node }: Side,
  side: 'before' | 'after',
  key: string,
  depth: number,
): void {
  const kind = side === 'before' ? 'removed' : 'added'
  const addRow = (content: TextRange | string, rowKey: string) =>
    rows.push({
      kind,
      depth,
      key: rowKey,
      before: side === 'before' ? content : undefined,
      after: side === 'after' ? content : undefined,
    })
  if (isLeaf(node)) {
    addRow(node, key)
    return
  }
  const isObject = node.members !== undefined
  addRow(isObject ? '{' : '[', key)
  for (const [name, member] of node.members ?? []) {
    addOneSided(rows, { text, node: member }, side, JSON.stringify(name), depth + 1)
  }
  for (const item of node.items ?? []) addOneSided(rows, { text, node: item }, side, '', depth + 1)
  addRow(isObject ? '}' : ']', '')
}

function toSide(text: string, node: JsonNode | undefined): Side | undefined {
  return node && { text, node }
}

function isEqual(before: Side, after: Side): boolean {
  return toCanonical(before.text, before.node) === toCanonical(after.text, after.node)
}

function isSameForm(before: JsonNode, after: JsonNode): boolean {
  return before.members
    ? after.members !== undefined
    : before.items !== undefined && after.items !== undefined
}

/** Whether a value has one row: scalars, empty objects and empty lists. */
function isLeaf({ members, items }: JsonNode): boolean {
  return (members?.size ?? 0) + (items?.length ?? 0) === 0
}

/** The number of equal rows beside a difference that are not collapsed. */
const contextRows = 2

/** Groups the rows into runs: those to draw, and those of equal rows to collapse. */
export function collapseEqualRows(
  rows: readonly DiffRow[],
): { isCollapsed: boolean; rows: readonly DiffRow[] }[] {
  const isNear = rows.map(() => false)
  rows.forEach(({ kind }, index) => {
    if (kind === 'equal') return
    for (let near = index - contextRows; near <= index + contextRows; near++) {
      if (near >= 0 && near < rows.length) isNear[near] = true
    }
  })
  const runs: { isCollapsed: boolean; rows: DiffRow[] }[] = []
  rows.forEach((row, index) => {
    const isCollapsed = !isNear[index]
    const last = runs.at(-1)
    if (last?.isCollapsed === isCollapsed) last.rows.push(row)
    else runs.push({ isCollapsed, rows: [row] })
  })
  return runs
}
