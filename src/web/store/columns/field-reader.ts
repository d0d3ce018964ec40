/**
 * Reads the fields of an entry for the columns: a plain value as text, and what else may stand at a
 * field's place told apart.
 */
import type { Field } from '../../../catalog/fields.ts'

/** The field's place does not exist. */
export const absentCode = 0
/** An object or a list stands there, or the way leads through something that is no object. */
export const unusualCode = 1
/** `null` stands there. */
export const nullCode = 2
/** The first code that is a value's own. */
export const firstValueCode = 3

/** A value as text, or one of the codes for what is none. */
export type FieldValue = string | typeof absentCode | typeof unusualCode | typeof nullCode

/** One key on the way to fields: which of them is there, and how it goes on to others. */
type Step = { key: string; place: number; next: Step[] }

/** Values of fields, each in a list by entry. */
type FieldLists = FieldValue[][]

/** Prepares to read a field from many entries: at its path, else at the first other path that has one. */
export function createFieldReader(field: Field): (entry: unknown) => FieldValue {
  const read = createEntryReader([field])
  return (entry) => read([entry])[0]?.[0] ?? absentCode
}

/** The same for several fields of several entries at once. What the fields share of their paths is walked once. */
export function createEntryReader(
  fields: readonly Field[],
): (entries: readonly unknown[]) => FieldLists {
  const steps: Step[] = []
  for (const [place, { path }] of fields.entries()) addSteps(steps, path.split('.'), place)
  const others = fields.flatMap(({ otherPaths: [path, ...otherPaths] = [], ...field }, place) =>
    path === undefined ? [] : [{ place, read: createFieldReader({ ...field, path, otherPaths }) }],
  )
  return (entries) => {
    const lists = fields.map((): FieldValue[] => [])
    for (let at = 0; at < entries.length; at++) readSteps(entries[at], steps, lists)
    for (const { place, read } of others) {
      lists[place] = (lists[place] ?? []).map((value, at) =>
        value === absentCode ? read(entries[at]) : value,
      )
    }
    return lists
  }
}

/** Prepares to read a text at a path; empty for what is no text. */
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

function addSteps(steps: Step[], [key = '', ...keys]: readonly string[], place: number): void {
  let step = steps.find((each) => each.key === key)
  if (!step) {
    step = { key, place: -1, next: [] }
    steps.push(step)
  }
  if (keys.length === 0) step.place = place
  else addSteps(step.next, keys, place)
}

function readSteps(value: unknown, steps: readonly Step[], lists: FieldLists): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    for (const step of steps) fill(step, unusualCode, lists)
    return
  }
  for (const step of steps) {
    // What was parsed holds no `undefined`, and no key on the way to a field is one that every object has.
    const found = (value as Record<string, unknown>)[step.key]
    if (found === undefined) {
      fill(step, absentCode, lists)
      continue
    }
    if (step.place >= 0) lists[step.place]?.push(toFieldValue(found))
    if (step.next.length > 0) readSteps(found, step.next, lists)
  }
}

function fill({ place, next }: Step, value: FieldValue, lists: FieldLists): void {
  if (place >= 0) lists[place]?.push(value)
  for (const step of next) fill(step, value, lists)
}

function toFieldValue(value: unknown): FieldValue {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return value === null ? nullCode : unusualCode
}
