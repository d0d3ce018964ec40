/** The comparison of an entry with the previous change of the same resource. */
import { useMemo } from 'react'
import { findEntryText, type Page } from '../../../cloudflare/page.ts'
import { toBodyText } from '../../../query/change/body-value.ts'
import { createTextReader } from '../../../query/change/create-text-reader.ts'
import { findPreviousState, isFailed } from '../../../query/change/find-previous-state.ts'
import type { BodySource } from '../body/body-source.ts'
import { BodyDiff } from '../diff/body-diff.tsx'
import type { EntryView } from '../entry/entry-view.ts'
import { PanelNote } from '../fields/panel-note.tsx'
import { NoEarlierVersion } from './no-earlier-version.tsx'

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
    return <NoEarlierVersion entry={entry} view={view} />
  }
  return (
    <section aria-label="Compared with the change before">
      <PanelNote>
        {found.role === 'responseBody' ? 'This response' : 'This request'} compared with the
        previous entry for the same resource.
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
  const { path, role } = previous
  const before = toBodyText(createTextReader(text)(path))
  const after = toBodyText(view.readText(path))
  if (before === undefined || after === undefined) return undefined
  const toSource = (body: string): BodySource => ({
    form: 'json',
    text: body,
    path,
    isInText: false,
  })
  return { role, before: toSource(before), after: toSource(after) }
}
