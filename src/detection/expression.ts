/** The condition of a rule as a tree: selections are put in, and every leaf tests one field or the whole entry. */

/** A tree over leaves of any kind. An empty `and` is true, an empty `or` false. */
export type Tree<Leaf> =
  | {
      kind: 'and' | 'or'
      of: readonly Tree<Leaf>[] /** The name of the selection that it was. */
      name?: string
    }
  | { kind: 'not'; of: Tree<Leaf> }
  | Leaf

/** A tree of tests. */
export type Expression = Tree<FieldTest | KeywordTest>

/** One field against one value. Lists of values are `or`, or `and` with the modifier `all`. */
export type FieldTest = {
  kind: 'field'
  /** The field as written: a dotted path of the log, or the name of a role in snake case. */
  field: string
  test: ValueTest
}

/** Any text in the entry against one value. */
export type KeywordTest = { kind: 'keyword'; test: ValueTest }

/**
 * How a value is tested. Texts are compared without regard to case unless `isCased`. In a `pattern` a text is exact and
 * `any` and `one` are the wildcards `*` and `?`. A list in the entry matches when one of its items does.
 */
export type ValueTest =
  | { op: 'pattern'; parts: readonly PatternPart[]; isCased: boolean }
  | { op: 'regex'; source: string; flags: string }
  | { op: 'number'; value: number }
  | { op: 'boolean'; value: boolean }
  | { op: 'cidr'; network: string }
  | { op: 'gt' | 'gte' | 'lt' | 'lte'; value: number }
  | { op: 'exists'; value: boolean }
  | { op: 'null' }
  | {
      op: 'fieldref'
      field: string
      match: 'equals' | 'startswith' | 'endswith' | 'contains'
      isCased: boolean
    }

export type PatternPart = { kind: 'text'; text: string } | { kind: 'any' } | { kind: 'one' }

/**
 * Decides a tree by its leaves in three-valued logic: `undefined` is not known yet. `and` is false as soon as one part is,
 * `or` is true as soon as one part is.
 */
export function decideTree<Leaf extends { kind: string }>(
  tree: Tree<Leaf>,
  decideLeaf: (leaf: Leaf) => boolean | undefined,
): boolean | undefined {
  if (!('of' in tree)) return decideLeaf(tree)
  if (tree.kind === 'not') {
    const result = decideTree(tree.of as Tree<Leaf>, decideLeaf)
    return result === undefined ? undefined : !result
  }
  const deciding = tree.kind === 'or'
  let result: boolean | undefined = !deciding
  for (const part of tree.of as readonly Tree<Leaf>[]) {
    const partResult = decideTree(part, decideLeaf)
    if (partResult === deciding) return deciding
    if (partResult === undefined) result = undefined
  }
  return result
}
