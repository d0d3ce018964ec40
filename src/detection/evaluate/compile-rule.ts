/**
 * Prepares rules for many entries of a log. The tests of a rule are leaves of a tree, so that a store can decide some of
 * them by a column before it reads an entry.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { LocalMatcher } from '../../query/match-local.ts'
import {
  decideTree,
  type Expression,
  type FieldTest,
  type KeywordTest,
  type Tree,
  type ValueTest,
} from '../expression.ts'
import { findRuleField, type RuleField } from '../logs/rule-fields.ts'
import type { RuleCondition, RuleService } from '../rule.ts'
import { listMatches } from './match-keyword.ts'
import {
  createAnyMatcher,
  createValueMatcher,
  listItems,
  type SingleValueTest,
  type ValueMatcher,
} from './match-value.ts'
import { toValueText } from './to-value-text.ts'

/** A test of one field. */
export type ValueLeaf = {
  kind: 'value'
  /** The dotted path of the field in the log; the first one where a role has several. */
  path: string
  /**
   * The path of the declared field of which this tests the whole value: a column with the values that the table reads
   * can decide the leaf by `matches`. Absent where only the entry has the value.
   */
  column?: string
  /** In a rule for any log, the name of the role as the rule writes it, with the keys below it. */
  role?: string
  /** Whether a value matches; `undefined` is an absent one. A number or boolean matches as its text does. */
  matches: ValueMatcher
  /** The value in an entry, for `matches`. */
  read: (entry: unknown) => unknown
}

/** A test that needs the whole entry: keywords, and the comparison of two fields. */
export type EntryLeaf = { kind: 'entry'; matchesEntry: (entry: unknown) => boolean }

export type CompiledLeaf = ValueLeaf | EntryLeaf

/** A rule, prepared for one log. */
export type CompiledRule = Tree<CompiledLeaf>

/**
 * Prepares a rule for a log. A role that the log does not record is absent from all entries. Throws when a rule of one log
 * names a field that the log does not have, or a regular expression is invalid: the parser refuses both.
 */
export function compileRule(rule: RuleCondition, dataset: Dataset): CompiledRule {
  const compiled = new Map<Expression, CompiledRule>()
  const compile = (tree: Expression): CompiledRule => {
    // A selection that the condition names twice is one object.
    const known = compiled.get(tree)
    if (known) return known
    const result = compileTree(tree)
    compiled.set(tree, result)
    return result
  }
  const compileTree = (tree: Expression): CompiledRule => {
    switch (tree.kind) {
      case 'not':
        return { kind: 'not', of: compile(tree.of) }
      case 'field':
      case 'keyword':
        return compileTest(tree, rule.service, dataset)
      default:
        return (
          compileList(tree, rule.service, dataset) ?? { kind: tree.kind, of: tree.of.map(compile) }
        )
    }
  }
  return compile(rule.expression)
}

/** One leaf for tests of one field of which any may match; `undefined` for any other tree. */
function compileList(
  { kind, of }: Extract<Expression, { kind: 'and' | 'or' }>,
  service: RuleService,
  dataset: Dataset,
): CompiledLeaf | undefined {
  const [first] = of
  if (kind !== 'or' || first?.kind !== 'field' || of.length < 2) return undefined
  const tests: SingleValueTest[] = []
  for (const part of of) {
    if (part.kind !== 'field' || part.field !== first.field) return undefined
    if (part.test.op === 'fieldref') return undefined
    tests.push(part.test)
  }
  const field = getRuleField(service, dataset, first.field)
  return toValueLeaf(field, createAnyMatcher(tests), service)
}

/** Whether an entry, of which all is known, matches a leaf. */
export function matchLeaf(leaf: CompiledLeaf, entry: unknown): boolean {
  return leaf.kind === 'value' ? leaf.matches(leaf.read(entry)) : leaf.matchesEntry(entry)
}

/** Prepares a rule for many entries of a log. */
export function createRuleMatcher(rule: RuleCondition, dataset: Dataset): LocalMatcher {
  const compiled = compileRule(rule, dataset)
  return (entry) => decideTree(compiled, (leaf) => matchLeaf(leaf, entry)) === true
}

/** Prepares one test of a rule. */
export function compileTest(
  test: FieldTest | KeywordTest,
  service: RuleService,
  dataset: Dataset,
): CompiledLeaf {
  return test.kind === 'keyword' ? compileKeyword(test) : compileFieldTest(test, service, dataset)
}

function compileFieldTest(
  { field: name, test }: FieldTest,
  service: RuleService,
  dataset: Dataset,
): CompiledLeaf {
  const field = getRuleField(service, dataset, name)
  if (test.op === 'fieldref') {
    return compileReference(field, getRuleField(service, dataset, test.field), test)
  }
  return toValueLeaf(field, createValueMatcher(test), service)
}

function toValueLeaf(
  { name, locations, column, read, toRuleValue }: RuleField,
  matches: ValueMatcher,
  service: RuleService,
): ValueLeaf {
  const path = (locations[0] ?? []).join('.')
  const role = service === 'any' ? { role: name } : {}
  if (column === undefined) return { kind: 'value', path, matches, read, ...role }
  const matchesColumn = (value: unknown) => matches(toRuleValue(value))
  return { kind: 'value', path, column, matches: matchesColumn, read, ...role }
}

function getRuleField(service: RuleService, dataset: Dataset, name: string): RuleField {
  const field = findRuleField(service, dataset, name)
  if (field) return field
  if (service !== 'any') throw new Error(`${dataset.title} has no field “${name}”.`)
  const toAbsent = () => undefined
  return { name, label: name, locations: [], toRuleValue: toAbsent, read: toAbsent }
}

function compileKeyword({ test }: KeywordTest): EntryLeaf {
  if (test.op === 'fieldref') throw new Error('A keyword cannot refer to a field.')
  const matches = createValueMatcher(test)
  return { kind: 'entry', matchesEntry: (entry) => listMatches(entry, matches, 1).length > 0 }
}

const textComparisons = {
  equals: (one: string, other: string) => one === other,
  startswith: (one: string, other: string) => one.startsWith(other),
  endswith: (one: string, other: string) => one.endsWith(other),
  contains: (one: string, other: string) => one.includes(other),
}

/** Compares two fields of an entry; neither may be absent or null. In lists, any item may match any other. */
function compileReference(
  one: RuleField,
  other: RuleField,
  { match, isCased }: Extract<ValueTest, { op: 'fieldref' }>,
): EntryLeaf {
  const compare = textComparisons[match]
  const listTexts = (value: unknown) =>
    listItems([value]).flatMap((item) => {
      const text = toValueText(item)
      return text === undefined ? [] : [isCased ? text : text.toLowerCase()]
    })
  return {
    kind: 'entry',
    matchesEntry: (entry) => {
      const others = listTexts(other.read(entry))
      return (
        others.length > 0 &&
        listTexts(one.read(entry)).some((text) => others.some((each) => compare(text, each)))
      )
    },
  }
}
