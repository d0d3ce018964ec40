/** Finds the columns that decide a test of a rule, exactly as the entry would. */
import type { Field } from '../../../../catalog/fields.ts'
import { isSignInDescription } from '../../../../catalog/read-verb.ts'
import { findValueText, type Outcomes, type Role } from '../../../../catalog/roles.ts'
import { toVerb } from '../../../../catalog/verbs.ts'
import type { CompiledLeaf, ValueLeaf } from '../../../../detection/evaluate/compile-rule.ts'
import { findFieldColumn, findRoleColumn, findWholeField } from '../../columns/column-field.ts'
import type { CodedValues } from '../../columns/field-column.ts'
import { absentCode, firstValueCode, nullCode, unusualCode } from '../../columns/field-reader.ts'
import type { EntryTable } from '../../list/entry-table.ts'
import type { TableSource } from '../../list/table-source.ts'
import { createColumnNode } from './column-node.ts'
import {
  createGroupNode,
  createNotNode,
  type DecisionNode,
  isFalse,
  isTrue,
  isUnknown,
} from './decision-node.ts'

type Columns = EntryTable['columns']

/** The test by columns; `undefined` when only the entry decides it. */
export function findLeafNode(
  columns: Columns,
  source: TableSource,
  leaf: CompiledLeaf,
): DecisionNode | undefined {
  if (leaf.kind !== 'value') return undefined
  if (leaf.role === 'verb') return findVerbNode(columns, source, leaf)
  return leaf.column === undefined ? undefined : findFieldNode(columns, source, leaf, leaf.column)
}

const toDecision = (matches: boolean) => (matches ? isTrue : isFalse)

/** The decision about values of which it is only known that the field has one of them. */
function decideAny({ matches }: ValueLeaf, values: readonly unknown[]): number {
  const [first = false, ...others] = values.map(matches)
  return others.every((each) => each === first) ? toDecision(first) : isUnknown
}

function findFieldNode(
  columns: Columns,
  source: TableSource,
  leaf: ValueLeaf,
  path: string,
): DecisionNode | undefined {
  const field = source.dataset.fields.find((each) => each.path === path)
  const found = field && findFieldColumn(source.columnFields.values(), field)
  const column = found && columns.get(found.path)
  if (!field || !column) return field && findOutcomeNode(columns, source, leaf, field)
  const valuesOf = createFormLister(leaf, field, 'role' in found)
  return createColumnNode(column, ({ texts }, code) => {
    const values = valuesOf(texts, code)
    return values ? decideAny(leaf, values) : isUnknown
  })
}

/** Prepares to list what an entry with a code may have; `undefined` where that is not known. */
function createFormLister(leaf: ValueLeaf, { otherPaths }: Field, isRole: boolean) {
  /** A role has the values at all paths of its field; a column has only the first one. */
  const hasMore = leaf.role !== undefined && otherPaths !== undefined
  return (texts: CodedValues['texts'], code: number): readonly unknown[] | undefined => {
    if (code === unusualCode) return undefined
    if (hasMore) return code === absentCode && !isRole ? [undefined] : undefined
    // The column of a role has no empty texts: they are absent there.
    if (code === absentCode) return isRole ? [undefined, ''] : [undefined]
    return [code === nullCode ? null : texts[code]]
  }
}

/** In a timeline the outcome is translated: `success` for `true` of v1. */
function findOutcomeNode(
  columns: Columns,
  { dataset, columnFields }: TableSource,
  leaf: ValueLeaf,
  { path, otherPaths }: Field,
): DecisionNode | undefined {
  const [only, ...others] = dataset.roles.outcome ?? []
  const found = findRoleColumn(columnFields.values(), 'outcome')
  const column = found && columns.get(found.path)
  const isWhole = only?.field === path && only.keys.length === 0 && others.length === 0
  if (!column || !isWhole || otherPaths) return undefined
  return createColumnNode(column, ({ texts }, code) => {
    if (code < firstValueCode) return isUnknown
    const text = texts[code] ?? ''
    return decideAny(leaf, [text, ...listSpellings(dataset.outcomes, text)])
  })
}

function listSpellings(outcomes: Outcomes | undefined, text: string): Outcomes['success'] {
  return text === 'success' || text === 'failure' ? (outcomes?.[text] ?? []) : []
}

/** The verb is derived: in a timeline it has a column, otherwise the columns of action and description decide it. */
function findVerbNode(
  columns: Columns,
  source: TableSource,
  { matches }: ValueLeaf,
): DecisionNode | undefined {
  const { verbs } = source.dataset
  const found = findRoleColumn(source.columnFields.values(), 'verb')
  const column = found && columns.get(found.path)
  if (column) return createColumnNode(column, ({ texts }, code) => toDecision(matches(texts[code])))
  const byAction = findRoleTextNode(columns, source, 'action', (text) =>
    matches(toVerb(verbs, text)),
  )
  if (!source.dataset.roles.description) return byAction
  const isSignIn = findRoleTextNode(columns, source, 'description', (text) =>
    isSignInDescription(verbs, text),
  )
  if (!byAction || !isSignIn) return undefined
  return matches('sign-in')
    ? createGroupNode('or', [isSignIn, byAction])
    : createGroupNode('and', [createNotNode(isSignIn), byAction])
}

/** A test of the text of a role that is one whole field; an entry without a text is tested as an empty one. */
function findRoleTextNode(
  columns: Columns,
  { dataset, columnFields }: TableSource,
  role: Role,
  isMatch: (text: string) => boolean,
): DecisionNode | undefined {
  const [only, ...others] = dataset.roles[role] ?? []
  const found = [...columnFields.values()].find(
    (each) => findWholeField(each)?.path === only?.field,
  )
  const column = found && columns.get(found.path)
  if (!column || others.length > 0 || only?.keys.length !== 0) return undefined
  if (findWholeField(found)?.otherPaths) return undefined
  return createColumnNode(column, ({ texts }, code) =>
    toDecision(isMatch(code < firstValueCode ? '' : (findValueText(texts[code]) ?? ''))),
  )
}
