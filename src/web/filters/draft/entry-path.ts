/** The place in an entry that a local filter looks at, as people write and read it. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findPointerField, findPointerKeys, toPointer } from '../../../query/json-pointer.ts'

/** A place in words: the label of a field, else its keys with dots, else the pointer itself. */
export function toPathLabel(dataset: Dataset, pointer: string): string {
  if (pointer === '') return 'Anywhere in the entry'
  return findPointerField(dataset, pointer)?.label ?? toPathText(pointer)
}

/** A pointer as it is typed: keys with dots where that says the same, else the pointer. */
export function toPathText(pointer: string): string {
  const text = findPointerKeys(pointer)?.join('.') ?? pointer
  return parseEntryPath(text).pointer === pointer ? text : pointer
}

/** A typed place as a JSON Pointer, or why it is none. Nothing at all is the whole entry. */
export function parseEntryPath(
  text: string,
): { pointer: string; problem?: never } | { pointer?: never; problem: string } {
  const place = text.trim()
  if (place === '') return { pointer: '' }
  if (place.startsWith('/')) {
    if (findPointerKeys(place)) return { pointer: place }
    const problem = `“${place.slice(0, 60)}” is no JSON Pointer: after ~ only 0 or 1 may stand.`
    return { problem }
  }
  // JSONPath and jq begin with what stands for the entry itself.
  const keys = place
    .replace(/^\$?\.?/, '')
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
  if (keys.some((key) => key === '')) {
    const problem = `“${place.slice(0, 60)}” has two dots in a row, or one at its end. Write it as resource.request.name or /resource/request/name.`
    return { problem }
  }
  return { pointer: toPointer(keys) }
}
