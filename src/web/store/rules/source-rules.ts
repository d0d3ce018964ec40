/** The rules that can match entries of one source, prepared for its columns. */
import {
  type CompiledLeaf,
  type CompiledRule,
  compileRule,
} from '../../../detection/evaluate/compile-rule.ts'
import type { Expression } from '../../../detection/expression.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { TableSource } from '../list/table-source.ts'
import type { HintedRule } from '../pages/detect-in-page.ts'
import { join, negate } from './column-node.ts'
import { createConstantNode, type DecisionNode, isUnknown } from './decision-node.ts'
import { findLeafNode } from './leaf-node.ts'
import { listHints } from './list-hints.ts'
import type { RuleSet } from './rule-set.ts'

/** A rule of a source. */
export type SourceRule = {
  /** Index in the set of rules. */
  number: number
  node: DecisionNode
}

/** The rules of a source. */
export type SourceRules = {
  rules: readonly SourceRule[]
  /** The same rules with their hints as JSON, for the tasks of a page. */
  text: string
}

/** Prepares the rules of a source. Throws for a rule that names an unknown field or has an invalid expression. */
export function createSourceRules(
  table: EntryTable,
  source: TableSource,
  set: RuleSet,
): SourceRules {
  const hinted: HintedRule[] = []
  const rules = set.detections
    .filter(({ sources }) => sources.includes(source))
    .map(({ number, rule }) => {
      const decided = new Set<Expression>()
      const toLeaf = (leaf: CompiledLeaf, expression: Expression) => {
        const node = findLeafNode(table.columns, source, leaf)
        if (node) decided.add(expression)
        return node ?? createConstantNode(isUnknown)
      }
      const compiled = compileNamed(rule.title, () => compileRule(rule, source.dataset))
      const node = toNode(compiled, rule.expression, toLeaf)
      hinted.push({ rule, hints: listHints(rule.expression, (leaf) => decided.has(leaf)) })
      return { number, node }
    })
  return { rules, text: JSON.stringify(hinted) }
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
