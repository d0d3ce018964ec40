/**
 * Lists all values of an entry: the declared fields by group, also those that it lacks, and then all values that the
 * catalog does not declare, so that nothing is hidden.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import {
  type Field,
  type FieldKind,
  type Group,
  groups,
  readPath,
} from '../../../catalog/fields.ts'

/** One value of an entry. `field` is absent for a value that the catalog does not declare. */
export type FieldEntry = {
  label: string
  /** The keys that lead to the value in this entry. */
  path: readonly string[]
  kind: FieldKind
  /** `undefined`, which JSON does not have, for a field that the entry lacks. */
  value: unknown
  field?: Field
}

/** All declared fields, present or not, in the order of the groups and of their declaration; and all other values. */
export type FieldList = {
  groups: readonly { group: Group; fields: readonly FieldEntry[] }[]
  others: readonly FieldEntry[]
}

/** Finds the value of a declared field in an entry, at its path or at the first other path that has one. */
export function findFieldEntry(entry: unknown, field: Field): FieldEntry | undefined {
  for (const path of [field.path, ...(field.otherPaths ?? [])]) {
    const value = readPath(entry, path)
    if (value === undefined) continue
    return { label: field.label, path: path.split('.'), kind: field.kind, value, field }
  }
  return undefined
}

/** Lists all values of an entry. An entry that is no object is one undeclared value. */
export function listFields(dataset: Dataset, entry: unknown): FieldList {
  const all = dataset.fields.map((field) => findFieldEntry(entry, field) ?? toMissing(field))
  const present = all.filter(({ value }) => value !== undefined)
  return {
    groups: groups
      .map((group) => ({ group, fields: all.filter(({ field }) => field?.group === group) }))
      .filter(({ fields }) => fields.length > 0),
    others: listOthers(entry, [], toTree(present)),
  }
}

function toMissing(field: Field): FieldEntry {
  const { label, path, kind } = field
  return { label, path: path.split('.'), kind, value: undefined, field }
}

/** The declared paths that the entry has, as a tree; a leaf is the end of a path. */
type Tree = Map<string, Tree>

function toTree(fields: readonly FieldEntry[]): Tree {
  const root: Tree = new Map()
  // Longer paths first: a field such as `metadata` must not replace the fields declared inside of it.
  for (const { path } of [...fields].sort((a, b) => b.path.length - a.path.length)) {
    let tree = root
    for (const [index, key] of path.entries()) {
      const next: Tree = index === path.length - 1 ? new Map() : (tree.get(key) ?? new Map())
      tree.set(key, next)
      tree = next
    }
  }
  return root
}

function listOthers(value: unknown, path: readonly string[], shown: Tree): FieldEntry[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [toOther(value, path)]
  }
  return Object.entries(value).flatMap(([key, member]): FieldEntry[] => {
    const shownInside = shown.get(key)
    if (!shownInside) return [toOther(member, [...path, key])]
    return shownInside.size > 0 ? listOthers(member, [...path, key], shownInside) : []
  })
}

function toOther(value: unknown, path: readonly string[]): FieldEntry {
  const kind = typeof value === 'object' && value !== null ? 'json' : 'text'
  return { label: path.length > 0 ? path.join('.') : 'The entry itself', path, kind, value }
}
