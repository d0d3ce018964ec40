/** Finds the values before and after a change in an entry, for comparison. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { isBlank } from '../../query/change/is-blank.ts'
import { parseJsonNode, toCanonical } from '../../query/change/json-node.ts'
import { type BodySource, toBodySource } from './body/body-source.ts'
import type { EntrySections } from './entry/entry-sections.ts'
import type { EntryView } from './entry/entry-view.ts'
import type { FieldEntry } from './entry/list-fields.ts'

/** One side of a change: its body, or a text that says why there is none. */
export type ChangeSide = { label: string; source?: BodySource; absence: string }

/** A value before and after a change. */
export type ChangePairView = {
  name: string
  before: ChangeSide
  after: ChangeSide
  /** Names of other pairs of the entry with the same values, which are not shown again. */
  duplicates: readonly string[]
}

/** The pairs of declared fields, without repeated ones, and the pairs inside of one field, such as `before` and `after`. */
export function findChangePairs(sections: EntrySections, view: EntryView): ChangePairView[] {
  const contents = sections.pairs.map(({ before, after }) =>
    [before, after].map(({ found }) => findContent(view, found)),
  )
  const isDuplicate = (index: number, other: number) =>
    index !== other &&
    contents[index]?.every((side, i) => side !== undefined && side === contents[other]?.[i])
  const declared = sections.pairs.flatMap(({ before, after }, index) => {
    if (contents.some((_, other) => other < index && isDuplicate(index, other))) return []
    return {
      name: after.field.label,
      before: toSide(view, before.field.label, before.found),
      after: toSide(view, after.field.label, after.found),
      duplicates: sections.pairs
        .filter((_, other) => other > index && isDuplicate(other, index))
        .map((pair) => pair.after.field.label),
    }
  })
  return [...declared, ...sections.changes.flatMap((found) => findOwnPair(view, found))]
}

/** A canonical text of a value, the same for JSON and JSON in a string; `undefined` when the value is too large. */
function findContent(view: EntryView, found: FieldEntry | undefined): string | undefined {
  if (!found || isBlank(found.value)) return ''
  const { value, path } = found
  const text = typeof value === 'string' ? value : view.readText(path)
  if (text === undefined) return undefined
  try {
    JSON.parse(text)
  } catch {
    return text
  }
  const node = parseJsonNode(text)
  return node && toCanonical(text, node)
}

/** Whether a field has a side of a change inside, so that it is shown as a pair. */
export function hasOwnPair(dataset: Dataset, found: FieldEntry): boolean {
  const { value } = found
  if (typeof value !== 'object' || value === null) return false
  return listSideKeys(dataset, found).some((key) => Object.hasOwn(value, key))
}

/** The keys inside of a field at which the dataset has the values before and after a change. */
function listSideKeys(dataset: Dataset, { field }: FieldEntry): readonly string[] {
  return (['valueBefore', 'valueAfter'] as const).flatMap((role) =>
    (dataset.roles[role] ?? [])
      .filter((location) => location.field === field?.path)
      .flatMap(({ keys: [key, ...deeperKeys] }) =>
        key !== undefined && deeperKeys.length === 0 ? key : [],
      ),
  )
}

function findOwnPair(view: EntryView, found: FieldEntry): ChangePairView[] {
  if (!hasOwnPair(view.dataset, found)) return []
  const [before, after] = listSideKeys(view.dataset, found).map((key) => {
    const path = [...found.path, key]
    const value: unknown = Reflect.get(Object(found.value), key)
    const label = `${found.label} ${key}`
    return toSide(view, label, value === undefined ? undefined : { ...found, label, path, value })
  })
  return before && after ? [{ name: found.label, before, after, duplicates: [] }] : []
}

function toSide(view: EntryView, label: string, found: FieldEntry | undefined): ChangeSide {
  if (!found) return { label, absence: 'not recorded' }
  if (isBlank(found.value)) return { label, absence: toBlankWords(found.value) }
  return { label, source: toBodySource(view, found), absence: '' }
}

function toBlankWords(value: unknown): string {
  if (value === null) return 'null'
  if (value === '') return 'empty text'
  return value === 'null' ? 'the word “null”' : 'empty'
}
