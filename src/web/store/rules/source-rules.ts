/** The rules that can match entries of one source, prepared for its columns. */
import type { CompiledLeaf, CompiledRule } from '../../../detection/evaluate/compile-rule.ts'
import type { Expression } from '../../../detection/expression.ts'
import { verbName } from '../../../detection/logs/rule-fields.ts'
import type { RuleCondition } from '../../../detection/rule.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { TableSource } from '../list/table-source.ts'
import type { HintedRule } from '../pages/detect-in-page.ts'
import { type CandidateRows, createCandidateRows } from './decisions/candidate-rows.ts'
import { join, negate } from './decisions/column-node.ts'
import {
  createConstantNode,
  type DecisionNode,
  isFalse,
  isUnknown,
  unknownNode,
} from './decisions/decision-node.ts'
import { findLeafNode } from './decisions/leaf-node.ts'
import { type LeafFacts, listHints } from './list-hints.ts'
import type { RuleSet } from './rule-set.ts'

/** A rule of a source. */
export type SourceRule = {
  /** Index in the set of rules. */
  number: number
  node: DecisionNode
  /**
   * For a rule whose columns only sometimes decide that the texts have to match: where the node is false, an entry that
   * matches contains one of the hints at this index of the rules for the tasks.
   */
  withoutTexts?: { index: number; node: DecisionNode }
}

/** The rules of a source. */
export type SourceRules = {
  rules: readonly SourceRule[]
  /** The rows that each of them could match, by its index. */
  candidates: CandidateRows
  /** The same rules with their hints as JSON, for the tasks of a page. Changes when a column loses its dictionary. */
  text: () => string
}

/** Prepares the rules of a source. Throws for a rule that names an unknown field or has an invalid expression. */
export function createSourceRules(
  table: Pick<EntryTable, 'columns'>,
  source: TableSource,
  set: RuleSet,
): SourceRules {
  const nodes = new Map<Expression, DecisionNode>()
  const keys = new Map<Expression, string>()
  const translated = new Set<Expression>()
  const textFacts: TextFacts = {
    keyOf: (leaf) => keys.get(leaf),
    isTranslated: (leaf) => translated.has(leaf),
  }
  const variants: HintedRule[] = []
  const findNode = createNodeFinder(table.columns, source)
  const detections = set.detections.filter(({ sources }) => sources.includes(source))
  const rules = detections.map(({ number, rule }): SourceRule => {
    const toLeaf = (leaf: CompiledLeaf, expression: Expression) => {
      const key = findKey(leaf)
      if (key !== undefined) keys.set(expression, key)
      if (isTranslated(leaf)) translated.add(expression)
      const node = findNode(leaf, `${rule.service} ${JSON.stringify(expression)}`)
      if (node) nodes.set(expression, node)
      return node ?? unknownNode
    }
    const compiled = compileNamed(rule.title, () => set.compile(rule, source.dataset))
    const node = toNode(compiled, rule.expression, toLeaf)
    const withoutTexts = createWithoutTexts(compiled, rule.expression, nodes, textFacts)
    if (!withoutTexts) return { number, node }
    const index = detections.length + variants.length
    variants.push({ rule: toCondition(rule), hints: withoutTexts.hints })
    return { number, node, withoutTexts: { index, node: withoutTexts.node } }
  })

  let known: { decided: number; text: string } | undefined

  return {
    rules,
    candidates: createCandidateRows(rules.map(({ node }) => node)),
    text() {
      const decided = [...nodes].filter(([, node]) => node.constant() !== isUnknown)
      if (known?.decided !== decided.length) {
        const leaves = new Set(decided.map(([leaf]) => leaf))
        const facts = { ...textFacts, isDecided: (leaf: Expression) => leaves.has(leaf) }
        const hinted: readonly HintedRule[] = detections.map(({ rule }) => ({
          rule: toCondition(rule),
          hints: listHints(rule.expression, facts),
        }))
        known = { decided: decided.length, text: JSON.stringify([...hinted, ...variants]) }
      }
      return known.text
    },
  }
}

/** Finds the node of a test; rules with the same test share it, so that each value of the column is tested once. */
function createNodeFinder(columns: EntryTable['columns'], source: TableSource) {
  const known = new Map<string, DecisionNode | undefined>()
  return (leaf: CompiledLeaf, test: string): DecisionNode | undefined => {
    if (!known.has(test)) known.set(test, findLeafNode(columns, source, leaf))
    return known.get(test)
  }
}

/** Without texts for readers, because the rules are sent with each page. */
function toCondition({ service, expression }: RuleCondition): RuleCondition {
  return { service, expression }
}

/** What does not depend on the columns. */
type TextFacts = Omit<LeafFacts, 'isDecided'>

/** The rule with each test of a text that has a hint as false: where that is false, an entry needs one of the hints. */
function createWithoutTexts(
  compiled: CompiledRule,
  expression: Expression,
  nodes: ReadonlyMap<Expression, DecisionNode>,
  textFacts: TextFacts,
) {
  const facts = { ...textFacts, isDecided: (leaf: Expression) => nodes.has(leaf) }
  if (listHints(expression, facts).length > 0) return undefined
  const negated = listNegated(expression)
  const hints = new Set<string>()
  const node = toNode(compiled, expression, (_, leaf) => {
    const [own] = negated.has(leaf) ? [] : listHints(leaf, facts)
    for (const hint of own ?? []) hints.add(hint)
    return nodes.get(leaf) ?? (own ? createConstantNode(isFalse) : unknownNode)
  })
  return hints.size > 0 ? { hints: [[...hints]], node } : undefined
}

/** The last key of a path inside of a body: an entry with a value there contains it. */
function findKey(leaf: CompiledLeaf): string | undefined {
  const isInside = leaf.kind === 'value' && leaf.column === undefined && leaf.role === undefined
  return isInside ? leaf.path.split('.').at(-1) : undefined
}

/** In a rule for any log, verbs and outcomes are words of Gumshoe. */
function isTranslated(leaf: CompiledLeaf): boolean {
  return leaf.kind === 'value' && (leaf.role === verbName || leaf.role === 'outcome')
}

function compileNamed(title: string, compile: () => CompiledRule): CompiledRule {
  try {
    return compile()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The rule “${title}” cannot be used: ${reason}`, { cause: error })
  }
}

/** Both trees have the same shape. */
function toNode(
  compiled: CompiledRule,
  expression: Expression,
  toLeaf: (leaf: CompiledLeaf, expression: Expression) => DecisionNode,
): DecisionNode {
  if (!('of' in compiled)) return toLeaf(compiled, expression)
  if (compiled.kind === 'not') {
    return negate(toNode(compiled.of, toParts(expression)[0] ?? expression, toLeaf))
  }
  const parts = toParts(expression)
  return join(
    compiled.kind,
    compiled.of.map((each, at) => toNode(each, parts[at] ?? expression, toLeaf)),
  )
}

function toParts(expression: Expression): readonly Expression[] {
  if (!('of' in expression)) return []
  return expression.kind === 'not' ? [expression.of] : expression.of
}

/** All parts below a `not`. */
function listNegated(expression: Expression, isNegated = false): ReadonlySet<Expression> {
  const isInside = isNegated || expression.kind === 'not'
  const below = toParts(expression).flatMap((each) => [...listNegated(each, isInside)])
  return new Set(isNegated ? [expression, ...below] : below)
}
