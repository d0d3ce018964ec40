/**
 * Finds the rows that rules could match, for all rules in one pass: each code of a column has a bit for each rule that the
 * code does not exclude. Most rows are excluded from most rules by one or two columns.
 */
import type { CodedValues, FieldColumn } from '../../columns/field-column.ts'
import { type Batch, type ColumnNode, type DecisionNode, isFalse } from './decision-node.ts'

/** The rows of the last batch that rules could match, by the indexes of the rules. */
export type CandidateRows = {
  find: (batch: Batch) => void
  /** Offsets in the batch in ascending order: the first `countOf` of them. Valid until the next call of `find`. */
  rowsOf: (rule: number) => Uint32Array
  countOf: (rule: number) => number
}

/** Columns with more values take much memory for each rule and exclude little. */
const maxCodes = 1_024
const bitsInWord = 32

/** A column that excludes rows, with the bits of its codes in each word that has a rule which tests it. */
type Excluder = {
  column: FieldColumn
  tests: readonly { rule: number; node: ColumnNode }[]
  /** By word. */
  bits: ReadonlyMap<number, { ofCodes: Uint32Array }>
  /** Codes below this one have their bits. */
  known: number
}

/** Prepares rules; a rule is excluded where a test that it needs is false. */
export function createCandidateRows(nodes: readonly DecisionNode[]): CandidateRows {
  const excluders = createExcluders(nodes)
  const words = Math.ceil(nodes.length / bitsInWord)
  const counts = new Uint32Array(nodes.length)
  let maxLength = 0
  let open: readonly Uint32Array[] = []
  let lists: readonly Uint32Array[] = []

  function grow(length: number): void {
    if (length <= maxLength) return
    maxLength = length
    open = Array.from({ length: words }, () => new Uint32Array(length))
    lists = nodes.map(() => new Uint32Array(length))
  }

  return {
    find({ chunk, start, length }) {
      grow(length)
      for (const [word, rows] of open.entries()) rows.fill(toAllBits(nodes.length, word), 0, length)
      for (const excluder of excluders) {
        const values = excluder.column.values()
        const codes = values.kind === 'coded' ? values.chunks[chunk] : undefined
        if (values.kind !== 'coded' || !codes || values.texts.length > maxCodes) continue
        learnCodes(excluder, values)
        for (const [word, { ofCodes }] of excluder.bits) {
          const rows = open[word]
          if (rows) exclude(rows, codes.subarray(start, start + length), ofCodes)
        }
      }
      counts.fill(0)
      for (const [word, rows] of open.entries()) {
        listRows(rows, length, word * bitsInWord, lists, counts)
      }
    },
    rowsOf: (rule) => lists[rule] ?? new Uint32Array(0),
    countOf: (rule) => counts[rule] ?? 0,
  }
}

function createExcluders(nodes: readonly DecisionNode[]): readonly Excluder[] {
  const byColumn = new Map<FieldColumn, { rule: number; node: ColumnNode }[]>()
  for (const [rule, { needed = [] }] of nodes.entries()) {
    for (const node of needed) {
      byColumn.set(node.column, [...(byColumn.get(node.column) ?? []), { rule, node }])
    }
  }
  return [...byColumn].map(([column, tests]) => {
    const words = new Set(tests.map(({ rule }) => Math.floor(rule / bitsInWord)))
    const bits = new Map([...words].map((word) => [word, { ofCodes: new Uint32Array(0) }]))
    return { column, tests, bits, known: 0 }
  })
}

/** The bits of a word that belong to a rule. */
function toAllBits(rules: number, word: number): number {
  const count = Math.min(rules - word * bitsInWord, bitsInWord)
  return count === bitsInWord ? 0xffffffff : 2 ** count - 1
}

/** Decides the codes that are new since the last batch. */
function learnCodes(excluder: Excluder, values: CodedValues): void {
  const size = values.texts.length
  const from = excluder.known
  if (from === size) return
  for (const bits of excluder.bits.values()) {
    if (bits.ofCodes.length < size) {
      const grown = new Uint32Array(size * 2)
      grown.set(bits.ofCodes)
      bits.ofCodes = grown
    }
    bits.ofCodes.fill(0xffffffff, from, size)
  }
  for (const { rule, node } of excluder.tests) {
    const ofCodes = excluder.bits.get(Math.floor(rule / bitsInWord))?.ofCodes
    if (!ofCodes) continue
    const others = ~(1 << (rule % bitsInWord))
    for (let code = from; code < size; code++) {
      if (node.decideCode(values, code) === isFalse) ofCodes[code] = (ofCodes[code] ?? 0) & others
    }
  }
  excluder.known = size
}

function exclude(rows: Uint32Array, codes: Uint8Array | Uint16Array, ofCodes: Uint32Array): void {
  for (let row = 0; row < codes.length; row++) {
    rows[row] = (rows[row] ?? 0) & (ofCodes[codes[row] ?? 0] ?? 0)
  }
}

function listRows(
  open: Uint32Array,
  length: number,
  firstRule: number,
  lists: readonly Uint32Array[],
  counts: Uint32Array,
): void {
  for (let row = 0; row < length; row++) {
    for (let bits = open[row] ?? 0; bits !== 0; bits &= bits - 1) {
      const rule = firstRule + 31 - Math.clz32(bits & -bits)
      const list = lists[rule]
      const count = counts[rule] ?? 0
      if (list) list[count] = row
      counts[rule] = count + 1
    }
  }
}
