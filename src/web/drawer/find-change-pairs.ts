/** The values before and after a change that an entry itself holds, ready to be compared. */
import { type BodySource, toBodySource } from './body-source.ts'
import { type EntrySections, isBlank } from './entry-sections.ts'
import type { EntryView } from './entry-view.ts'
import type { FieldEntry } from './list-fields.ts'

/** One side of a change: its body, or in words why there is none. */
export type ChangeSide = { label: string; source?: BodySource; absence: string }

/** A value before and after. */
export type ChangePairView = { name: string; before: ChangeSide; after: ChangeSide }

/** The declared pairs, and those of a field that holds `before` and `after` itself. */
export function findChangePairs(sections: EntrySections, view: EntryView): ChangePairView[] {
  const declared = sections.pairs.map(({ before, after }) => ({
    name: after.field.label,
    before: toSide(view, before.field.label, before.found),
    after: toSide(view, after.field.label, after.found),
  }))
  return [...declared, ...sections.changes.flatMap((found) => findOwnPair(view, found))]
}

/** Whether a field is shown as a pair of its own. */
export function hasOwnPair({ value }: FieldEntry): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    (Object.hasOwn(value, 'before') || Object.hasOwn(value, 'after'))
  )
}

function findOwnPair(view: EntryView, found: FieldEntry): ChangePairView[] {
  if (!hasOwnPair(found)) return []
  const side = (key: string) => {
    const path = [...found.path, key]
    const value: unknown = Reflect.get(Object(found.value), key)
    const label = `${found.label} ${key}`
    return toSide(view, label, value === undefined ? undefined : { ...found, label, path, value })
  }
  return [{ name: found.label, before: side('before'), after: side('after') }]
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
