/** The comparison of two to five entries: a table that marks the differences from a reference entry. */
import { cn } from '@cloudflare/kumo/utils'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { SummaryPart } from '../../../query/summary/summary-parts.ts'
import { toSummary } from '../../../query/summary/to-summary.ts'
import type { ResolvedNames } from '../../store/names/shared-names.ts'
import { useNames } from '../../store/names/use-names.ts'
import { Button } from '../../ui/button.tsx'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { LongText } from '../../ui/text/long-text.tsx'
import { ShowMoreButton } from '../../ui/text/show-more-button.tsx'
import { toTimeText } from '../../ui/text/time-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { PanelNote } from '../fields/panel-note.tsx'
import { Sentence } from '../headline/sentence.tsx'
import { toReference } from '../history/entry-list.tsx'
import { type CompareRow, compareEntries } from './compare-entries.ts'
import { isPathOf, listRoutineFields } from './list-routine-fields.ts'

/**
 * An entry to compare, parsed and as the API sent it. Entries of different logs are compared by the roles that they share;
 * then `original` is the entry itself, for its sentence.
 */
export type ComparedEntry = {
  entry: unknown
  text: string
  original?: { dataset: Dataset; entry: unknown }
}

const rowsPerStep = 300

/** Renders the comparison; fills its container. */
export function CompareView({
  dataset,
  entries: unsortedEntries,
  timeZone,
  onClose,
}: {
  dataset: Dataset
  entries: readonly ComparedEntry[]
  timeZone: string
  onClose: () => void
}) {
  // The oldest entry is the first, and the reference, so that differences are changes over time.
  const entries = useMemo(() => sortByTime(dataset, unsortedEntries), [dataset, unsortedEntries])
  const [reference, setReference] = useState(0)
  const [showsEqual, setShowsEqual] = useState(false)
  const [showsRoutine, setShowsRoutine] = useState(false)
  const names = useNames()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const rows = useMemo(() => compareEntries(entries.map(({ text }) => text)), [entries])
  const routineFields = useMemo(() => listRoutineFields(dataset), [dataset])
  const isRoutine = ({ path, isEqual }: CompareRow) => !isEqual && isPathOf(routineFields, path)
  const routinePaths = rows?.filter(isRoutine).map(({ path }) => path) ?? []
  const routineNames = routineFields
    .filter((field) => routinePaths.some((path) => isPathOf([field], path)))
    .map(({ label }) => label)
  const shown = rows?.filter((row) => (isRoutine(row) ? showsRoutine : showsEqual || !row.isEqual))
  const equalCount = rows?.filter(({ isEqual }) => isEqual).length ?? 0
  return (
    <section
      aria-label="Comparison"
      className="flex h-full min-h-0 flex-col bg-kumo-base text-kumo-default"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onClose()
      }}
    >
      <header className="flex items-center gap-2 border-kumo-line border-b px-4 py-2">
        <h2 ref={heading} tabIndex={-1} className="mr-auto font-semibold outline-none">
          {`${toCounted(entries.length, 'entry', 'entries')} compared`}
        </h2>
        {routineNames.length > 0 && (
          <Button
            size="sm"
            variant="secondary"
            aria-pressed={showsRoutine}
            onClick={() => setShowsRoutine(!showsRoutine)}
          >
            {`${showsRoutine ? 'Hide' : 'Show'} ${routineNames.join(', ')}`}
          </Button>
        )}
        {rows && equalCount > 0 && (
          <Button
            size="sm"
            variant="secondary"
            aria-pressed={showsEqual}
            onClick={() => setShowsEqual(!showsEqual)}
          >
            {showsEqual ? 'Hide equal fields' : `Show ${toCountText(equalCount)} equal fields`}
          </Button>
        )}
        <Button size="sm" variant="secondary" title="Close (Esc)" onClick={onClose}>
          Close comparison
        </Button>
      </header>
      {!shown && <PanelNote>These entries are too large to be compared field by field.</PanelNote>}
      {shown?.length === 0 && (
        <p className="p-4">
          These entries are equal in every field
          {routineNames.length > 0 && ` except ${routineNames.join(', ')}`}.
        </p>
      )}
      {shown && (
        <CompareTable
          rows={shown}
          headings={entries.map((each) =>
            toHeading(each.original ?? { dataset, ...each }, timeZone, names),
          )}
          names={names}
          reference={reference}
          onReference={setReference}
        />
      )}
    </section>
  )
}

/** Sorts the oldest first; entries without a valid time are last. */
function sortByTime(dataset: Dataset, entries: readonly ComparedEntry[]): readonly ComparedEntry[] {
  const toMs = ({ entry }: ComparedEntry) =>
    findEpochMs(toReference(dataset, entry).time) ?? Number.MAX_SAFE_INTEGER
  return [...entries].sort((a, b) => toMs(a) - toMs(b))
}

type Heading = { time: string; parts: readonly SummaryPart[] }

function toHeading(
  { dataset, entry }: { dataset: Dataset; entry: unknown },
  timeZone: string,
  names: ResolvedNames,
): Heading {
  const { time } = toReference(dataset, entry)
  return {
    time: time === '' ? 'time not recorded' : toTimeText(time, timeZone),
    parts: toSummary(dataset, entry, names.nameOf),
  }
}

function CompareTable({
  rows,
  headings,
  names,
  reference,
  onReference,
}: {
  rows: readonly CompareRow[]
  headings: readonly Heading[]
  names: ResolvedNames
  reference: number
  onReference: (index: number) => void
}) {
  const [limit, setLimit] = useState(rowsPerStep)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to reach a scrolling element.
    <div tabIndex={0} className="min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2">
      <table className="w-full border-collapse text-left align-top text-[12px]">
        <thead className="sticky top-0 bg-kumo-recessed">
          <tr>
            <th className="min-w-40 px-3 py-2 font-medium">Field</th>
            {headings.map(({ time, parts }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the entries keep their order.
              <th key={index} className="min-w-52 max-w-96 px-3 py-2 font-normal">
                <span className="block font-mono">
                  <VisibleText text={time} />
                </span>
                <span className="line-clamp-2 [overflow-wrap:anywhere]">
                  <Sentence parts={parts} names={names} valueClass="" />
                </span>
                <label className="mt-1 flex cursor-pointer items-center gap-1">
                  <input
                    type="radio"
                    name="reference"
                    checked={index === reference}
                    onChange={() => onReference(index)}
                  />
                  Reference
                </label>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, limit).map(({ path, values, isEqual }) => (
            <tr key={path} className="border-kumo-hairline border-b align-top">
              <th scope="row" className="px-3 py-1 font-mono font-normal [overflow-wrap:anywhere]">
                <VisibleText text={path} />
              </th>
              {values.map((value, index) => (
                <CompareCell
                  // biome-ignore lint/suspicious/noArrayIndexKey: the entries keep their order.
                  key={index}
                  value={value?.shown}
                  differs={!isEqual && value?.token !== values[reference]?.token}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > limit && (
        <ShowMoreButton
          hidden={rows.length - limit}
          noun="fields"
          onClick={() => setLimit(limit + rowsPerStep)}
        />
      )}
    </div>
  )
}

function CompareCell({ value, differs }: { value: string | undefined; differs: boolean }) {
  return (
    <td
      className={cn(
        'max-w-96 px-3 py-1 font-mono [overflow-wrap:anywhere]',
        differs && 'bg-kumo-warning/15',
      )}
    >
      {differs && (
        <>
          <span aria-hidden>≠ </span>
          <span className="sr-only">differs: </span>
        </>
      )}
      {value === undefined ? (
        <span className="font-sans italic">not recorded</span>
      ) : (
        <LongText key={value} text={value} />
      )}
    </td>
  )
}
