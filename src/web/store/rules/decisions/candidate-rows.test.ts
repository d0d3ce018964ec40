import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFieldColumn } from '../../columns/field-column.ts'
import { createCandidateRows } from './candidate-rows.ts'
import { createColumnNode, join, negate } from './column-node.ts'
import { type DecisionNode, isFalse, isTrue, isUnknown, unknownNode } from './decision-node.ts'

type Column = ReturnType<typeof createFieldColumn>

/** A test that a text of the column is one of these; texts that begin with a question mark do not decide it. */
function isOneOf(column: Column, wanted: readonly string[]): DecisionNode {
  return createColumnNode(column, ({ texts }, code) => {
    const text = texts[code] ?? ''
    if (text.startsWith('?')) return isUnknown
    return wanted.includes(text) ? isTrue : isFalse
  })
}

function listCandidates(nodes: readonly DecisionNode[], start: number, length: number) {
  const candidates = createCandidateRows(nodes)
  candidates.find({ chunk: 0, start, length })
  return nodes.map((_, rule) => [...candidates.rowsOf(rule).subarray(0, candidates.countOf(rule))])
}

function listNotFalse(node: DecisionNode, start: number, length: number): number[] {
  const rows = Uint32Array.from({ length }, (_, row) => row)
  const decisions = new Uint8Array(length)
  node.decide({ chunk: 0, start, length }, rows, length, decisions)
  return [...rows].filter((row) => decisions[row] !== isFalse)
}

describe('rows that rules could match', () => {
  it('are those of which no column says that the rule is false, for any number of rules', () => {
    const text = fc.constantFrom('a', 'b', 'c', '?')
    const wanted = fc.array(text, { maxLength: 3 })
    const rule = fc.record({ kind: fc.constantFrom('and', 'or'), one: wanted, other: wanted })
    const values = fc.array(fc.tuple(text, text), { minLength: 3, maxLength: 40 })
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 70 }), values, (rules, rows) => {
        const [left, right] = [createFieldColumn(), createFieldColumn()]
        left.push(rows.map(([one]) => one))
        right.push(rows.map(([, other]) => other))
        const nodes = rules.map(({ kind, one, other }, number) => {
          const parts = [isOneOf(left, one), isOneOf(right, other)]
          const node = join(
            kind as 'and' | 'or',
            number % 5 === 0 ? [...parts, unknownNode] : parts,
          )
          return number % 3 === 0 ? negate(node) : node
        })
        const [start, length] = [1, rows.length - 1]
        const found = listCandidates(nodes, start, length)
        for (const [number, node] of nodes.entries()) {
          const expected = listNotFalse(node, start, length)
          // An alternative over two columns excludes nothing by one of them.
          if (node.group?.kind === 'or')
            expect(found[number]).toEqual(expect.arrayContaining(expected))
          else expect(found[number]).toEqual(expected)
        }
      }),
    )
  })

  it('are found among codes that come later', () => {
    const column = createFieldColumn()
    column.push(['a', 'b'])
    const candidates = createCandidateRows([isOneOf(column, ['b', 'z'])])
    candidates.find({ chunk: 0, start: 0, length: 2 })
    expect(candidates.countOf(0)).toBe(1)
    column.push(['y', 'z', 'b'])
    candidates.find({ chunk: 0, start: 2, length: 3 })
    expect([...candidates.rowsOf(0).subarray(0, candidates.countOf(0))]).toEqual([1, 2])
  })

  it('are all rows where a column has many values, or has lost its dictionary', () => {
    const column = createFieldColumn()
    column.push(Array.from({ length: 2_000 }, (_, number) => `value ${number}`))
    const nodes = [isOneOf(column, ['value 7'])]
    expect(listCandidates(nodes, 0, 2_000)[0]).toHaveLength(2_000)
    column.push(Array.from({ length: 9_000 }, (_, number) => `other ${number}`))
    expect(column.values().kind).toBe('unkept')
    expect(listCandidates(nodes, 0, 100)[0]).toHaveLength(100)
  })
})
