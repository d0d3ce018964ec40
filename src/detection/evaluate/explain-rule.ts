/** Says in words what a rule tests: action type is “delete” and actor type is not “system”. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Expression, FieldTest, KeywordTest } from '../expression.ts'
import { findRuleField } from '../logs/rule-fields.ts'
import type { DetectionRule } from '../rule.ts'
import { type SentencePart, toPhrase, toShape } from './test-phrase.ts'

type Leaf = FieldTest | KeywordTest

/** A tree in which tests of one field are joined, and which says `not` only where no other words do. */
type Clause =
  | { kind: 'and' | 'or'; of: readonly Clause[] }
  | { kind: 'not'; of: Clause }
  | { kind: 'test'; leaves: readonly [Leaf, ...Leaf[]]; isAll: boolean; isNegated: boolean }

/** The condition of a rule, as a sentence without capital letter and period. Fields have the names of the log. */
export function explainRule(rule: DetectionRule, dataset: Dataset): readonly SentencePart[] {
  const nameOf = (name: string) =>
    toSpoken(findRuleField(rule.service, dataset, name)?.label ?? name.replaceAll('_', ' '))
  return toParts(toClause(rule.expression, false), nameOf)
}

/** A label inside of a sentence; `IP address` and `URI` have their capitals. */
function toSpoken(label: string): string {
  return /^[A-Z][^A-Z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}

function toClause(tree: Expression, isNegated: boolean): Clause {
  if (tree.kind === 'not') return toClause(tree.of, !isNegated)
  if (tree.kind === 'field' || tree.kind === 'keyword') {
    return { kind: 'test', leaves: [tree], isAll: false, isNegated }
  }
  const [first, ...others] = tree.of
  if (first && others.length === 0) return toClause(first, isNegated)
  const leaves = findSimilarLeaves(tree.of)
  if (leaves) return { kind: 'test', leaves, isAll: tree.kind === 'and', isNegated }
  // “not (a and b)” is easier to read than “not a or not b”.
  if (isNegated && tree.kind === 'and') return { kind: 'not', of: toClause(tree, false) }
  const kind = isNegated ? 'and' : tree.kind
  const of = tree.of.map((part) => toClause(part, isNegated))
  return { kind, of: of.flatMap((part) => (part.kind === kind ? part.of : [part])) }
}

/** The parts, when all of them test the same field in the same way, against different values. */
function findSimilarLeaves(parts: readonly Expression[]): readonly [Leaf, ...Leaf[]] | undefined {
  const leaves = parts.filter((part) => part.kind === 'field' || part.kind === 'keyword')
  const [first, ...others] = leaves
  if (!first || leaves.length < parts.length) return undefined
  const toKey = (leaf: Leaf) => `${leaf.kind === 'field' ? leaf.field : ''} ${toShape(leaf.test)}`
  return leaves.every((leaf) => leaf.kind === first.kind && toKey(leaf) === toKey(first))
    ? [first, ...others]
    : undefined
}

function toParts(clause: Clause, nameOf: (field: string) => string): readonly SentencePart[] {
  if (clause.kind === 'test') {
    const [{ kind, ...first }] = clause.leaves
    const subject: SentencePart =
      'field' in first
        ? { kind: 'field', text: nameOf(first.field) }
        : { kind: 'text', text: 'any text' }
    const tests = clause.leaves.map(({ test }) => test)
    return toPhrase(subject, tests, { ...clause, isKeyword: kind === 'keyword' }, nameOf)
  }
  if (clause.kind === 'not') {
    return [text('not ('), ...toParts(clause.of, nameOf), text(')')]
  }
  if (clause.of.length === 0) return [text(clause.kind === 'and' ? 'always' : 'never')]
  return clause.of.flatMap((part, index) => {
    const isGroup = part.kind === 'and' || part.kind === 'or'
    const parts = toParts(part, nameOf)
    const inner = isGroup ? [text('('), ...parts, text(')')] : parts
    return index === 0 ? inner : [text(` ${clause.kind} `), ...inner]
  })
}

function text(words: string): SentencePart {
  return { kind: 'text', text: words }
}
