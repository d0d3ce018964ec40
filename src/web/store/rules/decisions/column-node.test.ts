import { describe, expect, it } from 'vitest'
import { createFieldColumn } from '../../columns/field-column.ts'
import { createColumnNode, join, negate } from './column-node.ts'
import { type DecisionNode, isFalse, isTrue } from './decision-node.ts'

const values = ['a', 'b', 'a', 'c', 'b']

function decide(node: DecisionNode): readonly number[] {
  const decisions = new Uint8Array(values.length)
  const rows = Uint32Array.from(values.keys())
  node.decide({ chunk: 0, start: 0, length: values.length }, rows, values.length, decisions)
  return [...decisions]
}

describe('a test of a column', () => {
  it('is made once for each value, also for what is made of the test', () => {
    const column = createFieldColumn()
    column.push(values)
    const tested: string[] = []
    const isA = createColumnNode(column, ({ texts }, code) => {
      if (texts[code]) tested.push(texts[code])
      return texts[code] === 'a' ? isTrue : isFalse
    })
    const isB = createColumnNode(column, ({ texts }, code) =>
      texts[code] === 'b' ? isTrue : isFalse,
    )
    expect(join('and', [isA])).toBe(isA)
    expect(decide(isA)).toEqual([1, 0, 1, 0, 0])
    expect(decide(negate(isA))).toEqual([0, 1, 0, 1, 1])
    expect(decide(join('or', [isA, isB]))).toEqual([1, 1, 1, 0, 1])
    expect(tested).toEqual(['a', 'b', 'c'])
  })
})
