/** The evaluation beside a naive one, over random rules and entries. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { getDataset } from '../../catalog/index.ts'
import { findPointerKeys } from '../../query/json-pointer.ts'
import { findJson } from '../../query/match-local.ts'
import { decideTree } from '../expression.ts'
import { readRuleFiles } from '../parse/read-rule-files.ts'
import type { DetectionRule } from '../rule.ts'
import { arbitraryEntry, arbitraryRule } from '../testing/arbitrary-rule.ts'
import { matchesNaively } from '../testing/match-naively.ts'
import { compileRule, createRuleMatcher, matchLeaf } from './compile-rule.ts'
import { explainRule } from './explain-rule.ts'
import { listMatchedValues } from './list-matched-values.ts'

const dataset = getDataset('account-audit-logs-v2')

const otherNames = (name: string): readonly string[] =>
  name === 'actor.token_id' ? ['actor.token.id'] : []

function read(plain: unknown, asJson: boolean): DetectionRule {
  const text = asJson ? JSON.stringify(plain) : stringify(plain, { version: '1.1' })
  const { rules, problems } = readRuleFiles([{ name: 'random.yml', text }])
  const [rule] = rules
  if (problems.length > 0 || rule?.kind !== 'detection')
    throw new Error(JSON.stringify(problems) + text)
  return rule
}

describe('a random rule', () => {
  it('matches the entries that a naive evaluation of its YAML matches', () => {
    const counts = { match: 0, all: 0 }
    fc.assert(
      fc.property(
        arbitraryRule,
        fc.array(arbitraryEntry, { minLength: 4, maxLength: 8 }),
        fc.boolean(),
        (plain, entries, asJson) => {
          const matches = createRuleMatcher(read(plain, asJson), dataset)
          for (const entry of entries) {
            const expected = matchesNaively(plain, entry, otherNames)
            counts.all += 1
            if (expected) counts.match += 1
            expect(matches(entry)).toBe(expected)
          }
        },
      ),
      { numRuns: 300 },
    )
    // Neither answer may be so rare that nothing is tested.
    expect(counts.match / counts.all).toBeGreaterThan(0.2)
    expect(counts.match / counts.all).toBeLessThan(0.8)
  })

  it('is decided by some leaves as by all of them, or not at all', () => {
    fc.assert(
      fc.property(
        arbitraryRule,
        arbitraryEntry,
        fc.infiniteStream(fc.boolean()),
        (plain, entry, known) => {
          const compiled = compileRule(read(plain, true), dataset)
          const all = decideTree(compiled, (leaf) => matchLeaf(leaf, entry))
          const some = decideTree(compiled, (leaf) =>
            known.next().value ? matchLeaf(leaf, entry) : undefined,
          )
          expect([all, undefined]).toContain(some)
        },
      ),
    )
  })

  it('has an explanation, and values at the pointers that it names when it matches', () => {
    fc.assert(
      fc.property(arbitraryRule, arbitraryEntry, (plain, entry) => {
        const rule = read(plain, true)
        expect(explainRule(rule, dataset).length).toBeGreaterThan(0)
        const values = listMatchedValues(rule, dataset, entry)
        if (!createRuleMatcher(rule, dataset)(entry)) expect(values).toEqual([])
        for (const { pointer, value } of values) {
          const found = readPointer(entry, pointer)
          const isPlain = typeof found !== 'object' || found === null
          expect(isPlain ? String(found) : JSON.stringify(found)).toBe(value)
        }
      }),
    )
  })
})

function readPointer(entry: unknown, pointer: string): unknown {
  return findPointerKeys(pointer)?.reduce<unknown>((value, key) => {
    const container = typeof value === 'string' ? findJson(value) : value
    return (container as Record<string, unknown>)[key]
  }, entry)
}

it('a value of a column decides as the value of the entry does, also as text', () => {
  fc.assert(
    fc.property(arbitraryRule, fc.constantFrom(403, 1, 0, -1.5, true, false), (plain, value) => {
      const leaves: boolean[][] = []
      decideTree(compileRule(read(plain, true), dataset), (leaf) => {
        if (leaf.kind === 'value') leaves.push([leaf.matches(value), leaf.matches(String(value))])
        return undefined
      })
      for (const [ofValue, ofText] of leaves) expect(ofText).toBe(ofValue)
    }),
  )
})
