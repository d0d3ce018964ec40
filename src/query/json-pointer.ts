/** JSON Pointers (RFC 6901), which name values inside of an entry. No other module escapes or parses them. */
import type { Dataset } from '../catalog/define-dataset.ts'
import type { Field } from '../catalog/fields.ts'

/** The pointer to the value at these keys and array indexes; an empty list gives the pointer to the whole entry. */
export function toPointer(path: readonly (string | number)[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The keys of a pointer, unescaped and in order; `undefined` for a text that is not a pointer. */
export function findPointerKeys(pointer: string): readonly string[] | undefined {
  if (pointer === '') return []
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined
  return pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The pointer to a field, given by its dotted path, such as `actor.email`. */
export function toFieldPointer(path: string): string {
  return toPointer(path.split('.'))
}

/** The declared field at a pointer, by its path or one of its `otherPaths`; `undefined` when there is none. */
export function findPointerField(
  { fields }: Pick<Dataset, 'fields'>,
  pointer: string,
): Field | undefined {
  return fields.find(({ path, otherPaths = [] }) =>
    [path, ...otherPaths].some((each) => toFieldPointer(each) === pointer),
  )
}
