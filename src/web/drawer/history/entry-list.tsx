/** A small list of other entries, with their distance in time and their summary. A click opens an entry in the drawer. */
import { useMemo, useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readText } from '../../../catalog/fields.ts'
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { Page } from '../../../cloudflare/page.ts'
import { toSummary } from '../../../query/summary/to-summary.ts'
import { useLearnNames } from '../../store/names/use-names.ts'
import { ShowMoreButton } from '../../ui/text/show-more-button.tsx'
import { toTimeText } from '../../ui/text/time-text.ts'
import type { EntryView } from '../entry/entry-view.ts'
import { Sentence } from '../headline/sentence.tsx'
import { formatDistance } from './format-distance.ts'
import { toPageIds } from './page-ids.ts'

const entriesPerStep = 10

/** Renders the entries of an answer, or some of them, in the given order. */
export function EntryList({
  label,
  page,
  entries = page.entries,
  view,
  toMark,
}: {
  label: string
  page: Page
  entries?: readonly unknown[]
  view: EntryView
  /** The mark of an entry that differs from the others, in a few words. */
  toMark?: (entry: unknown) => string | undefined
}) {
  const [limit, setLimit] = useState(entriesPerStep)
  const { dataset } = view
  useLearnNames(dataset, page.entries)
  const ids = useMemo(() => toPageIds(dataset, page), [dataset, page])
  return (
    <>
      <ul aria-label={label} className="flex flex-col">
        {entries.slice(0, limit).map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries may lack an id, and the list does not change.
          <li key={index}>
            <EntryItem id={ids.get(entry) ?? ''} entry={entry} view={view} mark={toMark?.(entry)} />
          </li>
        ))}
      </ul>
      {entries.length > limit && (
        <ShowMoreButton
          hidden={entries.length - limit}
          noun="entries"
          onClick={() => setLimit(limit + entriesPerStep)}
        />
      )}
    </>
  )
}

function EntryItem({
  id,
  entry,
  view,
  mark,
}: {
  id: string
  entry: unknown
  view: EntryView
  mark: string | undefined
}) {
  const { time } = toReference(view.dataset, entry)
  const isOpen = id !== '' && id === view.id
  return (
    <button
      type="button"
      aria-current={isOpen ? 'true' : undefined}
      title={toTimeText(time, view.timeZone)}
      className="grid w-full cursor-pointer grid-cols-[84px_minmax(0,1fr)] gap-2 rounded-md px-2 py-1 text-left hover:bg-kumo-tint focus-visible:-outline-offset-2"
      onClick={() => view.openEntry({ id, time })}
    >
      <span className="font-mono text-[12px] text-kumo-subtle tabular-nums in-aria-[current]:font-semibold in-aria-[current]:text-kumo-default">
        {isOpen ? 'This entry' : toDistance(view.time, time)}
      </span>
      <span className="[overflow-wrap:anywhere]">
        {mark && (
          <>
            <span className="rounded-sm bg-kumo-warning/15 px-1 text-[11px]">{mark}</span>{' '}
          </>
        )}
        <Sentence
          parts={toSummary(view.dataset, entry, view.names.nameOf)}
          names={view.names}
          valueClass="font-medium"
          wordsClass="text-kumo-subtle"
        />
      </span>
    </button>
  )
}

function toDistance(ownTime: string, otherTime: string): string {
  const [ownMs, otherMs] = [findEpochMs(ownTime), findEpochMs(otherTime)]
  return ownMs === undefined || otherMs === undefined ? '–' : formatDistance(otherMs - ownMs)
}

/** The id and the time of an entry as recorded; each is empty when the entry has none. */
export function toReference(dataset: Dataset, entry: unknown): { id: string; time: string } {
  return { id: readText(entry, dataset.idPath), time: readText(entry, dataset.timePath) }
}
