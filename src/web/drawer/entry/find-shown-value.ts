/** Finds the value of an entry that a sentence shows, so that it has the same menu as in the table. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { toPointer } from '../../../query/json-pointer.ts'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import { clip, maxValueLength } from '../../../query/summary/summary-parts.ts'
import { findFieldEntry } from './list-fields.ts'

/** Maximum number of values in bodies that are compared. */
const maxCompared = 5_000

/** The value with this text: of a declared field, else of the first key in a body that has it. */
export function findShownValue(
  dataset: Dataset,
  entry: unknown,
  shownText: string,
  time: string,
): PivotTarget | undefined {
  const text = shownText.replace(/^“(.*)”$/, '$1')
  const isShown = (value: unknown) =>
    (typeof value === 'string' || typeof value === 'number') &&
    clip(String(value), maxValueLength) === text
  for (const field of dataset.fields) {
    const found = findFieldEntry(entry, field)
    if (!found || !isShown(found.value)) continue
    return { field: field.path, pointer: toPointer(found.path), value: found.value, time }
  }
  const leaf = findLeaf(entry, isShown)
  return leaf && { pointer: toPointer(toPath(leaf)), value: leaf.value, time }
}

type Leaf = { value: unknown; key: string | number; parent: Leaf | undefined }

/** Searches level by level, without recursion: a hostile body may be nested deeply. */
function findLeaf(entry: unknown, isWanted: (value: unknown) => boolean): Leaf | undefined {
  const queue: Leaf[] = [{ value: entry, key: '', parent: undefined }]
  for (const leaf of queue) {
    const { value } = leaf
    if (isWanted(value)) return leaf
    if (typeof value !== 'object' || value === null) continue
    for (const [key, member] of Object.entries(value)) {
      if (queue.length >= maxCompared) break
      const step = Array.isArray(value) ? Number(key) : key
      queue.push({ value: member, key: step, parent: leaf })
    }
  }
  return undefined
}

/** The keys and indexes that lead to a value. */
function toPath(leaf: Leaf): (string | number)[] {
  const path: (string | number)[] = []
  for (let at = leaf; at.parent; at = at.parent) path.unshift(at.key)
  return path
}
