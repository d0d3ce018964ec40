/**
 * Decides the condition of a rule for many rows at once, by columns. Each part is evaluated only for the rows that the
 * parts before it have not decided, and the part that decides most comes first.
 */
import type { CodedValues, FieldColumn } from '../../columns/field-column.ts'

/** What is known of a row: 0 and 1 for false and true, 2 where the columns do not decide. */
export const isFalse = 0
export const isTrue = 1
export const isUnknown = 2

/** Rows that follow each other in one chunk of the columns. */
export type Batch = { chunk: number; start: number; length: number }

/** A part of a condition. */
export type DecisionNode = {
  /** The decision for all rows of all batches; `undefined` when rows differ. Dictionaries that grow may change it. */
  constant: () => number | undefined
  /** Writes a decision for each of the first `count` selected rows, which are offsets in the batch. */
  decide: (batch: Batch, selected: Uint32Array, count: number, decisions: Uint8Array) => void
  /** Tests of single columns without which this is false; none if absent. */
  needed?: readonly ColumnNode[]
  /** What a group consists of; absent in other parts. */
  group?: { kind: 'and' | 'or'; parts: readonly DecisionNode[] }
}

/** The decision about a code of a column. */
export type DecideCode = (values: CodedValues, code: number) => number

/** A test of one column. */
export type ColumnNode = DecisionNode & { column: FieldColumn; decideCode: DecideCode }

/** A part that is the same for all rows. */
export function createConstantNode(value: number): DecisionNode {
  return {
    constant: () => value,
    decide(_, selected, count, decisions) {
      for (let at = 0; at < count; at++) decisions[selected[at] ?? 0] = value
    },
  }
}

/** A part that the columns never decide: one for all rules, so that a group has it once. */
export const unknownNode = createConstantNode(isUnknown)

/** The opposite of a part. */
export function createNotNode(node: DecisionNode): DecisionNode {
  return {
    constant() {
      const value = node.constant()
      return value === undefined || value === isUnknown ? value : 1 - value
    },
    decide(batch, selected, count, decisions) {
      node.decide(batch, selected, count, decisions)
      for (let at = 0; at < count; at++) {
        const row = selected[at] ?? 0
        const value = decisions[row] ?? isUnknown
        if (value !== isUnknown) decisions[row] = 1 - value
      }
    },
  }
}

/** All parts (`and`), or one of them (`or`). An empty `and` is true, an empty `or` false. */
export function createGroupNode(kind: 'and' | 'or', parts: readonly DecisionNode[]): DecisionNode {
  const deciding = kind === 'and' ? isFalse : isTrue
  const order = parts.map((node) => ({ node, seen: 1, left: 1 }))
  let open = new Uint32Array(0)
  let partly = new Uint8Array(0)

  function constant(): number | undefined {
    let result: number | undefined = 1 - deciding
    for (const { node } of order) {
      const value = node.constant()
      if (value === deciding) return deciding
      if (value === undefined) result = undefined
      else if (value === isUnknown && result !== undefined) result = isUnknown
    }
    return result
  }

  const needed = kind === 'and' ? parts.flatMap((part) => part.needed ?? []) : []
  return {
    constant,
    needed,
    group: { kind, parts },
    decide(batch, selected, count, decisions) {
      if (open.length < batch.length) {
        open = new Uint32Array(batch.length)
        partly = new Uint8Array(batch.length)
      }
      for (let at = 0; at < count; at++) {
        const row = selected[at] ?? 0
        open[at] = row
        decisions[row] = 1 - deciding
      }
      let left = count
      order.sort((a, b) => a.left / a.seen - b.left / b.seen)
      for (const part of order) {
        if (left === 0) break
        part.seen += left
        part.node.decide(batch, open, left, partly)
        left = keepOpen(open, left, partly, decisions, deciding)
        part.left += left
      }
    },
  }
}

/** Keeps the rows that are not decided yet at the start of the list, and returns how many they are. */
function keepOpen(
  open: Uint32Array,
  count: number,
  partly: Uint8Array,
  decisions: Uint8Array,
  deciding: number,
): number {
  let left = 0
  for (let at = 0; at < count; at++) {
    const row = open[at] ?? 0
    const value = partly[row] ?? isUnknown
    if (value === deciding) decisions[row] = deciding
    else {
      if (value === isUnknown) decisions[row] = isUnknown
      open[left++] = row
    }
  }
  return left
}
