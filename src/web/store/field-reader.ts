/**
 * Reads the fields of an entry for the columns: a plain value as text, and what else may stand at a
 * field's place told apart.
 */
import type { Field } from '../../catalog/fields.ts'

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

/** Prepares to read a field from many entries: at its path, else at the first other path that has one. */
export function createFieldReader({
  path,
  otherPaths = [],
}: Field): (entry: unknown) => FieldValue {
  const [keys = [], ...others] = [path, ...otherPaths].map((each) => each.split('.'))
  if (others.length === 0) return (entry) => readValue(entry, keys)
  return (entry) => {
    const value = readValue(entry, keys)
    if (value !== absentCode) return value
    for (const each of others) {
      const other = readValue(entry, each)
      if (other !== absentCode) return other
    }
    return absentCode
  }
}

/** Prepares to read a text at a path; empty for what is no text. */
export function createTextReader(path: string): (entry: unknown) => string {
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

function readValue(entry: unknown, keys: readonly string[]): FieldValue {
  let value = entry
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return unusualCode
    if (!Object.hasOwn(value, key)) return absentCode
    value = (value as Record<string, unknown>)[key]
  }
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return value === null ? nullCode : unusualCode
}
