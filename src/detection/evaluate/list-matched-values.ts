/** Finds the values of an entry because of which a rule matches it. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { toPointer } from '../../query/json-pointer.ts'
import type { Expression, FieldTest, KeywordTest } from '../expression.ts'
import { type LocatedValue, listValues } from '../logs/read-values.ts'
import { findRuleField } from '../logs/rule-fields.ts'
import type { DetectionRule } from '../rule.ts'
import { compileTest, matchLeaf } from './compile-rule.ts'
import { listMatches } from './match-keyword.ts'
import { createValueMatcher } from './match-value.ts'
import { toValueText } from './to-value-text.ts'

/** A value that a test of the rule names: its JSON Pointer, its dotted path without indexes, and its text. */
export type MatchedValue = { pointer: string; path: string; value: string }

/** Maximum number of values that one test marks. */
const maxMarks = 100

/**
 * The values that the tests of a rule match, in the order of the rule, each once; empty when the rule does not match the
 * entry. What is tested by `not` has no value to mark.
 */
export function listMatchedValues(
  rule: DetectionRule,
  dataset: Dataset,
  entry: unknown,
): readonly MatchedValue[] {
  const { matches, located } = explain(rule.expression, rule, dataset, entry)
  if (!matches) return []
  const byPointer = new Map<string, MatchedValue>()
  for (const { path, value } of located) {
    const pointer = toPointer(path)
    const keys = path.filter((key) => typeof key === 'string')
    const text = toValueText(value) ?? String(value)
    if (!byPointer.has(pointer))
      byPointer.set(pointer, { pointer, path: keys.join('.'), value: text })
  }
  return [...byPointer.values()]
}

type Explained = { matches: boolean; located: readonly LocatedValue[] }

function explain(
  tree: Expression,
  rule: DetectionRule,
  dataset: Dataset,
  entry: unknown,
): Explained {
  switch (tree.kind) {
    case 'not':
      return { matches: !explain(tree.of, rule, dataset, entry).matches, located: [] }
    case 'and':
    case 'or': {
      const parts = tree.of.map((part) => explain(part, rule, dataset, entry))
      const matching = parts.filter(({ matches }) => matches)
      const isMatch = tree.kind === 'and' ? matching.length === parts.length : matching.length > 0
      return { matches: isMatch, located: matching.flatMap(({ located }) => located) }
    }
    default: {
      const matches = matchLeaf(compileTest(tree, rule.service, dataset), entry)
      return { matches, located: matches ? locate(tree, rule, dataset, entry) : [] }
    }
  }
}

function locate(
  leaf: FieldTest | KeywordTest,
  { service }: DetectionRule,
  dataset: Dataset,
  entry: unknown,
): readonly LocatedValue[] {
  const { test } = leaf
  if (leaf.kind === 'keyword') {
    return test.op === 'fieldref' ? [] : listMatches(entry, createValueMatcher(test), maxMarks)
  }
  const field = findRuleField(service, dataset, leaf.field)
  const found: LocatedValue[] = []
  for (const keys of field?.locations ?? []) {
    const values = listValues(entry, keys).flatMap(toItems)
    const counted = values.filter(({ value }) => field?.toRuleValue(value) !== undefined)
    if (counted.length === 0) continue
    if (test.op === 'fieldref' || field?.isDerived) return counted.slice(0, maxMarks)
    const matches = createValueMatcher(test)
    found.push(...counted.filter(({ value }) => matches(field?.toRuleValue(value))))
    // A field of one log has its value at the first location; all locations of a role count.
    if (service !== 'any') break
  }
  return found.slice(0, maxMarks)
}

/** The items of a list, as a test of a list tests them. */
function toItems({ path, value }: LocatedValue): readonly LocatedValue[] {
  if (!Array.isArray(value)) return [{ path, value }]
  return value.slice(0, maxMarks).map((item, index) => ({ path: [...path, index], value: item }))
}
