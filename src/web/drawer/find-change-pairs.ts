/** The values before and after a change that an entry itself holds, ready to be compared. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { type BodySource, toBodySource } from './body/body-source.ts'
import { type EntrySections, isBlank } from './entry/entry-sections.ts'
import type { EntryView } from './entry/entry-view.ts'
import { readJsonNode, toCanonical } from './entry/json-node.ts'
import type { FieldEntry } from './entry/list-fields.ts'

/** One side of a change: its body, or in words why there is none. */
export type ChangeSide = { label: string; source?: BodySource; absence: string }

/** A value before and after. */
export type ChangePairView = {
  name: string
  before: ChangeSide
  after: ChangeSide
  /** Other pairs of the entry that say the same and are not shown again. */
  alsoAs: readonly string[]
}

/** The declared pairs, each difference once, and those of a field that holds `before` and `after` itself. */
export function findChangePairs(sections: EntrySections, view: EntryView): ChangePairView[] {
  const said = sections.pairs.map(({ before, after }) =>
    [before, after].map(({ found }) => findContent(view, found)),
  )
  const isRepeated = (at: number, of: number) =>
    at !== of && said[at]?.every((side, i) => side !== undefined && side === said[of]?.[i])
  const declared = sections.pairs.flatMap(({ before, after }, at) => {
    if (said.some((_, of) => of < at && isRepeated(at, of))) return []
    return {
      name: after.field.label,
      before: toSide(view, before.field.label, before.found),
      after: toSide(view, after.field.label, after.found),
      alsoAs: sections.pairs
        .filter((_, other) => other > at && isRepeated(other, at))
        .map((other) => other.after.field.label),
    }
  })
  return [...declared, ...sections.changes.flatMap((found) => findOwnPair(view, found))]
}

/** What a value says, spelled one way, be it JSON or JSON in text; `undefined` when it is too large to tell. */
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
  const node = readJsonNode(text)
  return node && toCanonical(text, node)
}

/** Whether a field holds both sides of a change and is shown as a pair of its own. */
export function hasOwnPair(dataset: Dataset, found: FieldEntry): boolean {
  const { value } = found
  if (typeof value !== 'object' || value === null) return false
  return listSideKeys(dataset, found).some((key) => Object.hasOwn(value, key))
}

/** The keys below a field under which the dataset has the values before and after a change. */
function listSideKeys(dataset: Dataset, { field }: FieldEntry): readonly string[] {
  return (['valueBefore', 'valueAfter'] as const).flatMap((role) =>
    (dataset.roles[role] ?? [])
      .filter((location) => location.field === field?.path)
      .flatMap(({ keys: [key, ...rest] }) => (key !== undefined && rest.length === 0 ? key : [])),
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
  return before && after ? [{ name: found.label, before, after, alsoAs: [] }] : []
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
