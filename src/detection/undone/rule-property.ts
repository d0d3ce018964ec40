/** The values in the bodies of entries that a rule asks about: a later entry undoes what a rule matched by setting them. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { getFieldsByPath, readPath } from '../../catalog/fields.ts'
import { type Role, toLocationKeys } from '../../catalog/roles.ts'
import { toBodyValue } from '../../query/change/body-value.ts'
import type { Expression } from '../expression.ts'
import { findRuleField } from '../logs/rule-fields.ts'
import type { DetectionRule } from '../rule.ts'

/** A value that a rule asks about: the keys from the top of an entry. `isBody`: it is the whole body. */
export type RuleProperty = { keys: readonly string[]; isBody: boolean }

const stateRoles = ['requestBody', 'responseBody', 'valueAfter'] as const satisfies readonly Role[]
const bodyRoles = [...stateRoles, 'valueBefore'] as const satisfies readonly Role[]

/** The values that a rule asks about in what was sent, answered or recorded as the value after the change. */
export function listRuleProperties(
  { expression, service }: DetectionRule,
  dataset: Dataset,
): readonly RuleProperty[] {
  const bodies = stateRoles.flatMap((role) => (dataset.roles[role] ?? []).map(toLocationKeys))
  const properties = new Map<string, RuleProperty>()
  for (const name of listFieldNames(expression)) {
    for (const keys of findRuleField(service, dataset, name)?.locations ?? []) {
      const body = bodies.find((each) => each.every((key, at) => keys[at] === key))
      if (!body) continue
      properties.set(keys.join('\n'), { keys, isBody: body.length === keys.length })
    }
  }
  return [...properties.values()]
}

/** The names of the fields of an expression, those of negated tests included. */
export function listFieldNames(tree: Expression): readonly string[] {
  switch (tree.kind) {
    case 'not':
      return listFieldNames(tree.of)
    case 'and':
    case 'or':
      return tree.of.flatMap(listFieldNames)
    case 'field':
      return tree.test.op === 'fieldref' ? [tree.field, tree.test.field] : [tree.field]
    default:
      return []
  }
}

/**
 * The value at these keys; `undefined` where the entry says nothing about it. A list on the way is the value: its items are
 * replaced together.
 */
export function readProperty(
  entry: unknown,
  keys: readonly string[],
): { value: unknown } | undefined {
  let value = entry
  for (const key of keys) {
    const container = toBodyValue(value)
    if (Array.isArray(container)) return { value: container }
    if (typeof container !== 'object' || container === null) return undefined
    if (!Object.hasOwn(container, key)) return undefined
    value = (container as Record<string, unknown>)[key]
  }
  return value === undefined || value === '' ? undefined : { value: toBodyValue(value) }
}

/**
 * The entry with the recorded bodies of another entry of its log in place of its own. A PATCH changes only what it sends, so
 * the rest of the request is kept.
 */
export function withBodies(
  entry: unknown,
  other: unknown,
  dataset: Dataset,
  isPatch: boolean,
): unknown {
  const replaced = withFields(entry, other, dataset, bodyRoles)
  if (!isPatch) return replaced
  return (dataset.roles.requestBody ?? []).reduce((merged: unknown, { field, keys }) => {
    const [own, sent] = [entry, other].map((each) => toBodyValue(readPath(each, field)))
    const isMerged = keys.length === 0 && isObject(own) && isObject(sent)
    return isMerged ? setPath(merged, field.split('.'), { ...own, ...sent }) : merged
  }, replaced)
}

/** The entry with the fields of these roles as another entry has them, also where that has none. */
export function withFields(
  entry: unknown,
  other: unknown,
  dataset: Dataset,
  roles: readonly Role[],
): unknown {
  const byPath = getFieldsByPath(dataset.fields)
  const fields = roles.flatMap((role) => (dataset.roles[role] ?? []).map(({ field }) => field))
  const paths = [...new Set(fields)].flatMap((path) => [
    path,
    ...(byPath.get(path)?.otherPaths ?? []),
  ])
  return paths.reduce((copy, path) => setPath(copy, path.split('.'), readPath(other, path)), entry)
}

/** A copy with a value at these keys; without a value, the key is removed. */
function setPath(entry: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  const container = isObject(entry) ? entry : {}
  const { [key]: own, ...others } = container
  if (own === undefined && value === undefined) return entry
  const next = setPath(own, rest, value)
  return next === undefined ? others : { ...others, [key]: next }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
