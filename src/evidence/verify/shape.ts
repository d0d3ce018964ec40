/** Shapes of JSON values that come from others. A shape returns the path to the first part that does not fit. */
import { toPointer } from '../../query/json-pointer.ts'

type Path = readonly (string | number)[]

/** `undefined` for a value that fits, otherwise where it does not. */
export type Shape = (value: unknown) => Path | undefined

const here: Path = []

function where(fits: (value: unknown) => boolean): Shape {
  return (value) => (fits(value) ? undefined : here)
}

/** A text. */
export const text = where((value) => typeof value === 'string')

/** True or false. */
export const flag = where((value) => typeof value === 'boolean')

/** A whole number from zero. */
export const count = where((value) => Number.isSafeInteger(value) && Number(value) >= 0)

/** A SHA-256 digest as 64 hexadecimal digits. */
export const digest = where((value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value))

/** An object, whatever its members. */
export const anyObject = where(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
)

/** One of these texts. */
export function oneOf(...texts: readonly string[]): Shape {
  return where((value) => typeof value === 'string' && texts.includes(value))
}

/** `null`, or this. */
export function nullable(shape: Shape): Shape {
  return (value) => (value === null ? undefined : shape(value))
}

/** This, or nothing at all. */
export function optional(shape: Shape): Shape {
  return (value) => (value === undefined ? undefined : shape(value))
}

/** A list of these. */
export function list(shape: Shape): Shape {
  return (value) => {
    if (!Array.isArray(value)) return here
    for (const [index, item] of value.entries()) {
      const path = shape(item)
      if (path) return [index, ...path]
    }
    return undefined
  }
}

/** An object with these members; others are allowed. */
export function object(shapes: Readonly<Record<string, Shape>>): Shape {
  return (value) => {
    if (anyObject(value)) return here
    const members = new Map(Object.entries(Object(value)))
    for (const [key, shape] of Object.entries(shapes)) {
      const path = shape(members.get(key))
      if (path) return [key, ...path]
    }
    return undefined
  }
}

/** Where a value does not have a shape, as a JSON Pointer; `undefined` where it has. */
export function findMisfit(value: unknown, shape: Shape): string | undefined {
  const path = shape(value)
  return path && toPointer(path)
}
