/** The comparison of an entry with the previous change of the same resource. */
import { useMemo } from 'react'
import { findEntryText, type Page } from '../../../cloudflare/page.ts'
import type { BodySource } from '../body/body-source.ts'
import { BodyDiff } from '../diff/body-diff.tsx'
import { createTextReader } from '../entry/create-text-reader.ts'
import type { EntryView } from '../entry/entry-view.ts'
import { PanelNote } from '../fields/panel-note.tsx'
import { findPreviousState, isFailed } from './find-previous-state.ts'

/** Renders the comparison, or a note that there is none. */
export function BeforeState({
  pages,
  entry,
  view,
}: {
  /** Pages that may have the previous entry. */
  pages: readonly Page[]
  entry: unknown
  view: EntryView
}) {
  const found = useMemo(() => findSources(pages, entry, view), [pages, entry, view])
  if (!found) {
    return <PanelNote>No earlier entry of it has a body to compare this one with.</PanelNote>
  }
  return (
    <section aria-label="Compared with the change before">
      <PanelNote>
        {found.description} now, beside the entry before it with the same resource.
        {isFailed(view.dataset, entry) && ' This action failed: what it asked for was not done.'}
      </PanelNote>
      <BodyDiff before={found.before} after={found.after} />
    </section>
  )
}

function findSources(pages: readonly Page[], entry: unknown, view: EntryView) {
  const previous = findPreviousState(
    view.dataset,
    entry,
    pages.flatMap(({ entries }) => entries),
  )
  const page = pages.find(({ entries }) => entries.includes(previous?.entry))
  const text = page && findEntryText(page, page.entries.indexOf(previous?.entry))
  if (!previous || text === undefined) return undefined
  const { path, description } = previous
  const before = createTextReader(text)(path)
  const after = view.readText(path)
  if (before === undefined || after === undefined) return undefined
  const toSource = (body: string): BodySource => ({
    form: 'json',
    text: body,
    path,
    isInText: false,
  })
  return { description, before: toSource(before), after: toSource(after) }
}
