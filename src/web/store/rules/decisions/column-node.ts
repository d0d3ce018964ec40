/** Decides a test of one field by the dictionary of its column: each value once, and rows by their codes. */
import type { CodedValues, FieldColumn } from '../../columns/field-column.ts'
import {
  type ColumnNode,
  createGroupNode,
  createNotNode,
  type DecideCode,
  type DecisionNode,
  isFalse,
  isTrue,
  isUnknown,
  unknownNode,
} from './decision-node.ts'

/** Not decided yet. */
const isOpen = 3

/** A dictionary of up to this many values is decided at once; of a larger one, only the values that are met. */
const maxEager = 1_024

/** Creates the test. While the column has no dictionary, no row is decided. */
export function createColumnNode(column: FieldColumn, decideValue: DecideCode): ColumnNode {
  let table = new Uint8Array(0)
  let decided = 0
  let same: number | undefined

  function growTable(size: number): void {
    if (size <= table.length) return
    const grown = new Uint8Array(size * 2).fill(isOpen)
    grown.set(table)
    table = grown
  }

  function findValues(): CodedValues | undefined {
    const values = column.values()
    if (values.kind !== 'coded') return undefined
    const size = values.texts.length
    growTable(size)
    if (size <= maxEager && decided < size) {
      for (; decided < size; decided++) {
        const value = decideCode(values, decided)
        same = decided === 0 || same === value ? value : undefined
      }
    }
    if (size > maxEager) same = undefined
    return values
  }

  /** Decides each value once, also for other nodes that are made of this one. */
  function decideCode(values: CodedValues, code: number): number {
    growTable(values.texts.length)
    const known = table[code] ?? isOpen
    if (known !== isOpen) return known
    const value = decideValue(values, code)
    table[code] = value
    return value
  }

  const node: ColumnNode = {
    column,
    decideCode,
    get needed() {
      return [node]
    },
    constant: () => (findValues() ? same : isUnknown),
    decide({ chunk, start }, selected, count, decisions) {
      const values = findValues()
      const codes = values?.chunks[chunk]
      if (!values || !codes) {
        for (let at = 0; at < count; at++) decisions[selected[at] ?? 0] = isUnknown
        return
      }
      for (let at = 0; at < count; at++) {
        const row = selected[at] ?? 0
        const code = codes[start + row] ?? 0
        const value = table[code] ?? isOpen
        decisions[row] = value === isOpen ? decideCode(values, code) : value
      }
    },
  }
  return node
}

/** The opposite of a part. */
export function negate(node: DecisionNode): DecisionNode {
  if (node === unknownNode) return node
  if (node.group) {
    const { kind, parts } = node.group
    return join(kind === 'and' ? 'or' : 'and', parts.map(negate))
  }
  if (!isColumnNode(node)) return createNotNode(node)
  return createColumnNode(node.column, (values, code) => {
    const value = node.decideCode(values, code)
    return value === isUnknown ? value : 1 - value
  })
}

/** All parts, or one of them; those of one column become one test, so that its rows are read once. */
export function join(kind: 'and' | 'or', parts: readonly DecisionNode[]): DecisionNode {
  const byColumn = new Map<FieldColumn, ColumnNode[]>()
  const others = new Set<DecisionNode>()
  // A group of the same kind says the same without its brackets.
  for (const part of parts.flatMap((each) =>
    each.group?.kind === kind ? each.group.parts : [each],
  )) {
    if (!isColumnNode(part)) others.add(part)
    else byColumn.set(part.column, [...(byColumn.get(part.column) ?? []), part])
  }
  const joined = [...byColumn].map(([column, nodes]) => joinColumn(kind, column, nodes))
  const [only, ...more] = [...joined, ...others]
  return only && more.length === 0 ? only : createGroupNode(kind, [...joined, ...others])
}

function joinColumn(
  kind: 'and' | 'or',
  column: FieldColumn,
  nodes: readonly ColumnNode[],
): DecisionNode {
  const [only, ...others] = nodes
  if (only && others.length === 0) return only
  const deciding = kind === 'and' ? isFalse : isTrue
  return createColumnNode(column, (values, code) => {
    let result = 1 - deciding
    for (const { decideCode } of nodes) {
      const value = decideCode(values, code)
      if (value === deciding) return deciding
      if (value === isUnknown) result = isUnknown
    }
    return result
  })
}

function isColumnNode(node: DecisionNode): node is ColumnNode {
  return 'column' in node
}
