/** Decides a test of one field by the dictionary of its column: each value once, and rows by their codes. */
import type { CodedValues, FieldColumn } from '../columns/field-column.ts'
import { type DecisionNode, isUnknown } from './decision-node.ts'

/** The decision about a code. */
type DecideCode = (values: CodedValues, code: number) => number

/** Not decided yet. */
const isOpen = 3

/** A dictionary of up to this many values is decided at once; of a larger one, only the values that are met. */
const maxEager = 1_024

/** Creates the test. While the column has no dictionary, no row is decided. */
export function createColumnNode(column: FieldColumn, decideCode: DecideCode): DecisionNode {
  let table = new Uint8Array(0)
  let decided = 0
  let same: number | undefined

  function findValues(): CodedValues | undefined {
    const values = column.values()
    if (values.kind !== 'coded') return undefined
    const size = values.texts.length
    if (size > table.length) {
      const grown = new Uint8Array(size * 2).fill(isOpen)
      grown.set(table)
      table = grown
    }
    if (size <= maxEager && decided < size) {
      for (; decided < size; decided++) table[decided] = decideCode(values, decided)
      const known = table.subarray(0, size)
      same = known.every((value) => value === known[0]) ? known[0] : undefined
    }
    if (size > maxEager) same = undefined
    return values
  }

  return {
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
        let value = table[code] ?? isOpen
        if (value === isOpen) {
          value = decideCode(values, code)
          table[code] = value
        }
        decisions[row] = value
      }
    },
  }
}
