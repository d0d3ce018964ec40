/**
 * Reads the fields of an entry for the columns: a plain value as text, and a code for an absent field, `null`
 * and any structure.
 */
import type { Field } from '../../../catalog/fields.ts'

/** The entry does not have the field. */
export const absentCode = 0
/** The field is an object or a list, or its path leads through a value that is not an object. */
export const unusualCode = 1
/** The field is `null`. */
export const nullCode = 2
/** The first code for a value; lower codes mean that there is none. */
export const firstValueCode = 3

/** A value as text, or the code for a missing one. */
export type FieldValue = string | typeof absentCode | typeof unusualCode | typeof nullCode

/** One key of the paths of fields: `field` is the number of the field that ends here, or -1. */
type Step = { key: string; field: number; next: Step[] }

/** Values of fields, each in a list by entry. */
type FieldLists = FieldValue[][]

/** Prepares to read a field from many entries: at its path, else at the first other path that exists. */
export function createFieldReader(field: Field): (entry: unknown) => FieldValue {
  const read = createEntryReader([field])
  return (entry) => read([entry])[0]?.[0] ?? absentCode
}

/** Prepares to read several fields from many entries at once. Common prefixes of paths are traversed once. */
export function createEntryReader(
  fields: readonly Field[],
): (entries: readonly unknown[]) => FieldLists {
  const steps: Step[] = []
  for (const [number, { path }] of fields.entries()) addSteps(steps, path.split('.'), number)
  const fallbacks = fields.flatMap(
    ({ otherPaths: [path, ...otherPaths] = [], ...field }, number) =>
      path === undefined
        ? []
        : [{ number, read: createFieldReader({ ...field, path, otherPaths }) }],
  )
  return (entries) => {
    const lists = fields.map((): FieldValue[] => [])
    for (let at = 0; at < entries.length; at++) readSteps(entries[at], steps, lists)
    for (const { number, read } of fallbacks) {
      lists[number] = (lists[number] ?? []).map((value, at) =>
        value === absentCode ? read(entries[at]) : value,
      )
    }
    return lists
  }
}

/** Prepares to read a text at a path; empty for any other value. */
export function createTextReader(path: string | undefined): (entry: unknown) => string {
  if (path === undefined) return () => ''
  const keys = path.split('.')
  return (entry) => {
    let value = entry
    for (const key of keys) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return ''
      value = (value as Record<string, unknown>)[key]
    }
    return typeof value === 'string' ? value : ''
  }
}

function addSteps(steps: Step[], [key = '', ...keys]: readonly string[], field: number): void {
  let step = steps.find((existing) => existing.key === key)
  if (!step) {
    step = { key, field: -1, next: [] }
    steps.push(step)
  }
  if (keys.length === 0) step.field = field
  else addSteps(step.next, keys, field)
}

function readSteps(value: unknown, steps: readonly Step[], lists: FieldLists): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    for (const step of steps) fill(step, unusualCode, lists)
    return
  }
  for (const step of steps) {
    // Parsed JSON has no `undefined`, and no key of a field's path is a property of every object.
    const child = (value as Record<string, unknown>)[step.key]
    if (child === undefined) {
      fill(step, absentCode, lists)
      continue
    }
    if (step.field >= 0) lists[step.field]?.push(toFieldValue(child))
    if (step.next.length > 0) readSteps(child, step.next, lists)
  }
}

/** Adds the same value to all fields below a step. */
function fill({ field, next }: Step, value: FieldValue, lists: FieldLists): void {
  if (field >= 0) lists[field]?.push(value)
  for (const step of next) fill(step, value, lists)
}

function toFieldValue(value: unknown): FieldValue {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return value === null ? nullCode : unusualCode
}
