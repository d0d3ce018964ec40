/**
 * Sorts what an entry holds: the declared fields by group, also those that it lacks, and everything
 * that the catalog does not know, so that nothing of an entry stays out of sight.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import {
  type Field,
  type FieldKind,
  type Group,
  groups,
  readPath,
} from '../../../catalog/fields.ts'

/** One value of an entry, ready to be drawn. `field` is absent for what the catalog does not know. */
export type FieldEntry = {
  label: string
  /** The keys that lead to the value in this entry. */
  path: readonly string[]
  kind: FieldKind
  /** JSON knows no `undefined`: it stands for a field that the entry lacks. */
  value: unknown
  field?: Field
}

/** All values of an entry, in the order of the groups and of the declaration, present or not. */
export type FieldList = {
  groups: readonly { group: Group; fields: readonly FieldEntry[] }[]
  others: readonly FieldEntry[]
}

/** Finds a declared field in an entry, under its own path or the first other one that has it. */
export function findFieldEntry(entry: unknown, field: Field): FieldEntry | undefined {
  for (const path of [field.path, ...(field.otherPaths ?? [])]) {
    const value = readPath(entry, path)
    if (value === undefined) continue
    return { label: field.label, path: path.split('.'), kind: field.kind, value, field }
  }
  return undefined
}

/** Sorts all that an entry holds. An entry that is no object has one unknown value, itself. */
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

/** The paths that are shown already; a branch without members is such a path. */
type Tree = Map<string, Tree>

function toTree(fields: readonly FieldEntry[]): Tree {
  const root: Tree = new Map()
  // Longer paths first: what is declared whole (`metadata`) hides nothing that is declared inside.
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
    const inside = shown.get(key)
    if (!inside) return [toOther(member, [...path, key])]
    return inside.size > 0 ? listOthers(member, [...path, key], inside) : []
  })
}

function toOther(value: unknown, path: readonly string[]): FieldEntry {
  const kind = typeof value === 'object' && value !== null ? 'json' : 'text'
  return { label: path.length > 0 ? path.join('.') : 'The entry itself', path, kind, value }
}
