import { describe, expect, it } from 'vitest'
import { chunkSize } from '../columns/chunked-array.ts'
import { createFieldColumn, type FieldColumn } from '../columns/field-column.ts'
import { absentCode } from '../columns/field-reader.ts'
import { chooseHints } from './choose-hints.ts'
import { createColumnNode } from './decisions/column-node.ts'
import {
  createConstantNode,
  createGroupNode,
  type DecisionNode,
  isFalse,
  isTrue,
  isUnknown,
} from './decisions/decision-node.ts'

/** Index of the rule with the hints that always apply, and with those for rows where the node is false. */
const always = 3
const whereFalse = 7

const choose = (node: DecisionNode | undefined, rows: readonly number[]) =>
  chooseHints(
    {
      ...{ number: 0, node: createConstantNode(isUnknown) },
      ...(node && { withoutTexts: { index: whereFalse, node } }),
    },
    always,
    rows,
  )

/** A column with `delete` in these rows, and `create` in the others. */
function createColumn(length: number, deletes: readonly number[]): FieldColumn {
  const column = createFieldColumn()
  const values = Array.from({ length }, () => 'create')
  for (const row of deletes) values[row] = 'delete'
  column.push(values)
  return column
}

const isDelete = (column: FieldColumn) =>
  createColumnNode(column, ({ texts }, code) => (texts[code] === 'delete' ? isTrue : isFalse))

describe('the hints of rows whose texts a rule needs', () => {
  it('are those that always apply when the rule has no others', () => {
    expect(choose(undefined, [0, 5])).toEqual([always, always])
  })

  it.each([
    ['false', isFalse, whereFalse],
    ['true', isTrue, always],
    ['not decided', isUnknown, always],
  ])('are the same for all rows when the columns are %s everywhere', (_, value, index) => {
    expect(choose(createConstantNode(value), [0, 5])).toEqual([index, index])
  })

  it('depend on the row when the columns do', () => {
    const node = isDelete(createColumn(8, [2, 5]))
    expect(choose(node, [1, 2, 4, 5, 7])).toEqual([
      ...[whereFalse, always, whereFalse, always, whereFalse],
    ])
  })

  it('are those that always apply where the columns do not decide', () => {
    const column = createColumn(3, [1])
    column.push([absentCode])
    const node = createColumnNode(column, ({ texts }, code) => {
      if (code === absentCode) return isUnknown
      return texts[code] === 'delete' ? isTrue : isFalse
    })
    expect(choose(node, [0, 1, 2, 3])).toEqual([whereFalse, always, whereFalse, always])
  })

  it('depend on all parts of a condition', () => {
    const node = createGroupNode('or', [
      isDelete(createColumn(6, [1, 2])),
      isDelete(createColumn(6, [2, 4])),
    ])
    expect(choose(node, [0, 1, 2, 4, 5])).toEqual([
      ...[whereFalse, always, always, always, whereFalse],
    ])
  })

  it('are right on both sides of the end of a chunk', () => {
    const rows = [chunkSize - 3, chunkSize - 1, chunkSize, chunkSize + 2, 2 * chunkSize + 1]
    const deletes = [chunkSize - 1, chunkSize + 2]
    const node = isDelete(createColumn(2 * chunkSize + 4, deletes))
    expect(choose(node, rows)).toEqual([whereFalse, always, whereFalse, always, whereFalse])
  })

  it('are none for no rows', () => {
    expect(choose(isDelete(createColumn(2, [1])), [])).toEqual([])
  })

  it('are those that always apply once the column has lost its dictionary', () => {
    const column = createColumn(4, [1])
    const node = isDelete(column)
    expect(choose(node, [0, 1])).toEqual([whereFalse, always])
    column.push(Array.from({ length: 5_000 }, (_, row) => `action ${row}`))
    expect(column.values().kind).toBe('unkept')
    expect(choose(node, [0, 1])).toEqual([always, always])
  })
})
