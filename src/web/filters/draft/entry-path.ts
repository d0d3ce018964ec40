/** Paths inside an entry, for local filters: JSON Pointers to and from the text that users type and read. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findPointerField, findPointerKeys, toPointer } from '../../../query/json-pointer.ts'

/** The label of the field at the pointer, else its keys with dots, else the pointer itself. */
export function toPathLabel(dataset: Dataset, pointer: string): string {
  if (pointer === '') return 'Anywhere in the entry'
  return findPointerField(dataset, pointer)?.label ?? toPathText(pointer)
}

/** The text that a user would type for a pointer: keys with dots if they parse to it, else the pointer. */
export function toPathText(pointer: string): string {
  const text = findPointerKeys(pointer)?.join('.') ?? pointer
  return parseEntryPath(text).pointer === pointer ? text : pointer
}

/** Parses a typed path to a JSON Pointer, or returns the problem. Empty text means the whole entry. */
export function parseEntryPath(
  text: string,
): { pointer: string; problem?: never } | { pointer?: never; problem: string } {
  const path = text.trim()
  if (path === '') return { pointer: '' }
  if (path.startsWith('/')) {
    if (findPointerKeys(path)) return { pointer: path }
    const problem = `“${path.slice(0, 60)}” is no JSON Pointer: after ~ only 0 or 1 may stand.`
    return { problem }
  }
  // JSONPath and jq paths start with `$` or `.`, which means the entry itself.
  const keys = path
    .replace(/^\$?\.?/, '')
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
  if (keys.some((key) => key === '')) {
    const problem = `“${path.slice(0, 60)}” has two dots in a row, or one at its end. Write it as resource.request.name or /resource/request/name.`
    return { problem }
  }
  return { pointer: toPointer(keys) }
}
