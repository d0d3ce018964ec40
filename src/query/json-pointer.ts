/** JSON Pointers (RFC 6901), the spelling of places in an entry. No other module escapes or reads one. */
import type { Dataset } from '../catalog/define-dataset.ts'
import type { Field } from '../catalog/fields.ts'

/** The pointer to the value at these keys and array indexes; no keys are the whole entry. */
export function toPointer(path: readonly (string | number)[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The keys of a pointer, unescaped and in order; `undefined` for a text that is no pointer. */
export function findPointerKeys(pointer: string): readonly string[] | undefined {
  if (pointer === '') return []
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined
  return pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The pointer to a catalog's dotted path, such as `actor.email`. */
export function toFieldPointer(path: string): string {
  return toPointer(path.split('.'))
}

/** The declared field that a pointer leads to, under its own path or another one. */
export function findPointerField(
  { fields }: Pick<Dataset, 'fields'>,
  pointer: string,
): Field | undefined {
  return fields.find(({ path, otherPaths = [] }) =>
    [path, ...otherPaths].some((each) => toFieldPointer(each) === pointer),
  )
}
