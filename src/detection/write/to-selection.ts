/** Writes trees as selections of Sigma: a map of fields, or a list of which any item may match. */
import type { Expression, FieldTest, KeywordTest } from '../expression.ts'
import { type SigmaValue, type WrittenTest, writeKeyword, writeTest } from './format-value.ts'

/** The values of one key of a map. */
export type SelectionValue = SigmaValue | readonly SigmaValue[]
/** One selection. */
export type Selection = SelectionMap | readonly (SigmaValue | SelectionMap)[]
export type SelectionMap = ReadonlyMap<string, SelectionValue>

/** One line of a selection: a field with its modifiers, and the values of which any has to match. */
type Line = { key: string; values: readonly SigmaValue[]; isList: boolean; isListable: boolean }

/**
 * The selection of a tree; `undefined` for a tree that needs a condition, such as one with `not` or with selections of the
 * author in it.
 */
export function findSelection(tree: Expression): Selection | undefined {
  return findSelectionOf(tree, true)
}

function findSelectionOf(tree: Expression, isTop: boolean): Selection | undefined {
  // The names of selections are kept: they become selections of their own.
  if (!isTop && 'name' in tree && tree.name !== undefined) return undefined
  const line = findLine(tree)
  if (line) return line.key === '' ? line.values : toMap([line])
  if (tree.kind === 'and') return findMap(tree.of)
  return tree.kind === 'or' ? findList(tree.of) : undefined
}

/** A tree that is one line: a test, or several tests of one field. */
function findLine(tree: Expression): Line | undefined {
  if (tree.kind === 'field' || tree.kind === 'keyword') return toLine(tree)
  if (tree.kind === 'not') return undefined
  const lines = tree.of.map((part) => (isNamed(part) ? undefined : findLine(part)))
  const [first, ...others] = lines
  if (!first || lines.includes(undefined)) return undefined
  if (others.length === 0) return first
  const isOne = lines.every((line) => line?.key === first.key && line.isListable)
  if (!isOne) return undefined
  const values = lines.flatMap((line) => line?.values ?? [])
  const isAll = tree.kind === 'and'
  // Of all values, one cannot be a choice of several.
  if (isAll && lines.some((line) => line?.isList)) return undefined
  return isAll
    ? { key: `${first.key}|all`, values, isList: true, isListable: false }
    : { key: first.key, values, isList: true, isListable: true }
}

function isNamed(tree: Expression): boolean {
  return 'name' in tree && tree.name !== undefined
}

function toLine(leaf: FieldTest | KeywordTest): Line {
  const written: WrittenTest =
    leaf.kind === 'field' ? writeTest(leaf.test) : writeKeyword(leaf.test)
  const { modifiers, value, isListable } = written
  const field = leaf.kind === 'field' ? leaf.field : ''
  return { key: [field, ...modifiers].join('|'), values: [value], isList: false, isListable }
}

function findMap(parts: readonly Expression[]): Selection | undefined {
  const lines = parts.map((part) => (isNamed(part) ? undefined : findLine(part)))
  const known = lines.filter((line) => line !== undefined)
  const keys = new Set(known.map(({ key }) => key))
  if (parts.length === 0 || known.length < parts.length || keys.size < known.length)
    return undefined
  // Keywords without a modifier have no key.
  return keys.has('') ? undefined : toMap(known)
}

function findList(parts: readonly Expression[]): Selection | undefined {
  const lines = new Map<string, Line>()
  const items: (SigmaValue | SelectionMap)[] = []
  for (const part of parts) {
    const line = isNamed(part) ? undefined : findLine(part)
    if (line?.isListable) {
      const known = lines.get(line.key)
      const values = [...(known?.values ?? []), ...line.values]
      lines.set(line.key, { ...line, values, isList: values.length > 1 })
      continue
    }
    const selection = findSelectionOf(part, false)
    if (!selection) return undefined
    if (selection instanceof Map) items.push(selection)
    else items.push(...(selection as readonly (SigmaValue | SelectionMap)[]))
  }
  const first = [...lines.values()].flatMap((line): readonly (SigmaValue | SelectionMap)[] =>
    line.key === '' ? line.values : [toMap([line])],
  )
  return first.length + items.length === 0 ? undefined : [...first, ...items]
}

function toMap(lines: readonly Line[]): SelectionMap {
  return new Map(
    lines.map(({ key, values, isList }) => [key, isList ? values : (values[0] ?? null)] as const),
  )
}
