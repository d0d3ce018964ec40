/** Compares JSON values member by member. */
import { toPointer } from '../../../query/json-pointer.ts'

/** Two values that differ, and where they are below the values that were compared; `undefined` where one is missing. */
export type Difference = { readonly pointer: string; readonly a: unknown; readonly b: unknown }

type Path = readonly (string | number)[]

/** Lists where two values differ: the smallest parts that do. */
export function* compareValues(a: unknown, b: unknown, path: Path = []): Generator<Difference> {
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let index = 0; index < Math.max(a.length, b.length); index++)
      yield* compareValues(a[index], b[index], [...path, index])
  } else if (isObject(a) && isObject(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)]))
      yield* compareValues(findOwn(a, key), findOwn(b, key), [...path, key])
  } else if (!isSame(a, b)) yield { pointer: toPointer(path), a, b }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function findOwn(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

/** A receipt has U+FFFD for a lone surrogate, which a canonical form cannot have. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.toWellFormed() === b.toWellFormed()
  return a === b
}
