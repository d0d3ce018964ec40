/** Removes from a tree what is always true or always false, and groups of one part. */
import type { Expression } from '../expression.ts'

export const alwaysTrue: Expression = { kind: 'and', of: [] }
export const alwaysFalse: Expression = { kind: 'or', of: [] }

/** Whether a simplified tree is the same for every entry; `undefined` where it depends on the entry. */
export function findConstant(tree: Expression): boolean | undefined {
  const isEmpty = (tree.kind === 'and' || tree.kind === 'or') && tree.of.length === 0
  return isEmpty ? tree.kind === 'and' : undefined
}

/**
 * The same tree, without parts that do not matter; a constant one is `alwaysTrue` or `alwaysFalse`. What is one object
 * stays one.
 */
export function simplifyTree(tree: Expression): Expression {
  return simplify(tree, new Map())
}

type Known = Map<Expression, Expression>

function simplify(tree: Expression, known: Known): Expression {
  const result = known.get(tree) ?? simplifyNew(tree, known)
  known.set(tree, result)
  return result
}

function simplifyNew(tree: Expression, known: Known): Expression {
  if (tree.kind === 'field' || tree.kind === 'keyword') return tree
  if (tree.kind === 'not') {
    const of = simplify(tree.of, known)
    const constant = findConstant(of)
    if (constant !== undefined) return constant ? alwaysFalse : alwaysTrue
    return of.kind === 'not' ? of.of : { kind: 'not', of }
  }
  const isAnd = tree.kind === 'and'
  const of: Expression[] = []
  for (const part of tree.of) {
    const simple = simplify(part, known)
    const constant = findConstant(simple)
    if (constant === !isAnd) return constant ? alwaysTrue : alwaysFalse
    if (constant !== undefined) continue
    // A group of the same kind without a name is no selection of the author.
    if (simple.kind === tree.kind && simple.name === undefined) of.push(...simple.of)
    else of.push(simple)
  }
  const [only, ...others] = of
  if (!only) return isAnd ? alwaysTrue : alwaysFalse
  if (others.length === 0 && tree.name === undefined) return only
  return { ...tree, of }
}
