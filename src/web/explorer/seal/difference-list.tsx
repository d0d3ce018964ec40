/** Lists the entries that differ from those behind the fingerprint of a link. */
import { useEffect, useState } from 'react'
import { formatInstant } from '../../../cloudflare/instant.ts'
import type { DifferenceKind, EntryDifference } from '../../../evidence/seal/compare-entries.ts'
import { toSummary } from '../../../query/summary/to-summary.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import { useNames } from '../../store/names/use-names.ts'
import { SegmentedChoice } from '../../ui/segmented-choice.tsx'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { toTimeText } from '../../ui/text/time-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { ChangedEntry } from './changed-fields.tsx'
import type { EarlierEntries } from './compare-result.ts'
import { countDifferences } from './seal-tone.ts'
import { differenceKinds } from './seal-words.ts'

/** More are listed in the table, where they can be selected. */
const maxListed = 200

const kindColors: Readonly<Record<DifferenceKind, string>> = {
  gone: 'text-kumo-danger',
  changed: 'text-kumo-default',
  added: 'text-kumo-info',
  late: 'text-kumo-strong',
  rewritten: 'text-kumo-strong',
}

/** Draws the list with a choice of the kinds that occur. */
export function DifferenceList({
  differences,
  earlier,
  rows,
  session,
  timeZone,
  onOpen,
}: {
  differences: readonly EntryDifference[]
  earlier: EarlierEntries
  /** The row of each present entry. */
  rows: Uint32Array
  session: SearchSession
  timeZone: string
  onOpen: (entry: StoredEntry) => void
}) {
  const [chosen, setChosen] = useState<DifferenceKind | 'all'>('all')
  const counts = countDifferences(differences)
  const kind = chosen !== 'all' && counts[chosen] ? chosen : 'all'
  const listed = differences.filter((each) => kind === 'all' || each.kind === kind)
  const shown = listed.slice(0, maxListed)
  const present = usePresent(shown, rows, session)
  const kinds = differenceKinds.filter((each) => counts[each.kind])
  return (
    <div className="flex min-h-0 flex-col gap-1.5 border-kumo-line border-t bg-kumo-base px-4 py-2 max-[700px]:px-3">
      {kinds.length > 1 && (
        <div className="flex max-w-full overflow-x-auto p-px">
          <SegmentedChoice
            legend="Kind of difference"
            value={kind}
            segments={[
              { value: 'all' as const, words: `All ${toCountText(differences.length)}` },
              ...kinds.map((each) => ({
                value: each.kind,
                words: `${toCountText(counts[each.kind] ?? 0)} ${each.words}`,
              })),
            ]}
            onChange={setChosen}
          />
        </div>
      )}
      <ul aria-label="Differences" className="m-0 flex min-h-0 flex-col overflow-y-auto">
        {shown.map((difference) => (
          <DifferenceItem
            key={`${difference.thenIndex} ${difference.nowIndex}`}
            difference={difference}
            entry={
              difference.nowIndex === undefined
                ? undefined
                : present.get(rows[difference.nowIndex] ?? -1)
            }
            earlierText={
              difference.thenIndex === undefined
                ? undefined
                : earlier.findText?.(difference.thenIndex)
            }
            session={session}
            timeZone={timeZone}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {listed.length > shown.length && (
        <p className="text-kumo-strong">
          {toCounted(listed.length - shown.length, 'further difference')}; select the entries in the
          list to see all of them.
        </p>
      )}
    </div>
  )
}

/** The present entries of the differences, by row, as soon as they are read. */
function usePresent(
  shown: readonly EntryDifference[],
  rows: Uint32Array,
  { store }: SearchSession,
): ReadonlyMap<number, StoredEntry> {
  const [present, setPresent] = useState<ReadonlyMap<number, StoredEntry>>(new Map())
  const wanted = shown.flatMap(({ nowIndex }) => {
    const row = nowIndex === undefined ? undefined : rows[nowIndex]
    return row === undefined ? [] : [row]
  })
  const key = wanted.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the rows.
  useEffect(() => {
    let isCurrent = true
    void Promise.all(wanted.map((row) => store.get(row))).then(
      (entries) => {
        const found = entries.flatMap((entry) => (entry ? [[entry.row, entry] as const] : []))
        if (isCurrent) setPresent(new Map(found))
      },
      // The list reports that its store has failed.
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [key, store])
  return present
}

function DifferenceItem({
  difference: { kind, timeMs, sourceText },
  entry,
  earlierText,
  session,
  timeZone,
  onOpen,
}: {
  difference: EntryDifference
  entry: StoredEntry | undefined
  /** The text of the entry as it was. */
  earlierText: string | undefined
  session: SearchSession
  timeZone: string
  onOpen: (entry: StoredEntry) => void
}) {
  const sentence = useSentence(session, sourceText, entry?.entry, earlierText)
  const words = differenceKinds.find((each) => each.kind === kind)?.words
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 border-kumo-hairline border-b py-1 last:border-b-0">
      <span className={`w-24 shrink-0 font-medium ${kindColors[kind]}`}>{words}</span>
      <span className="shrink-0 font-mono text-[12px] tabular-nums">
        {Number.isNaN(timeMs) ? 'time not known' : toTimeText(formatInstant(timeMs), timeZone)}
      </span>
      <span className="min-w-0 flex-1 basis-60 [overflow-wrap:anywhere]">
        {entry ? (
          <button
            type="button"
            className="cursor-pointer bg-transparent p-0 text-left text-kumo-link underline"
            onClick={() => onOpen(entry)}
          >
            <VisibleText text={sentence ?? 'Open the entry'} />
          </button>
        ) : (
          <VisibleText
            text={sentence ?? (kind === 'gone' ? 'Only its hash and its time are known.' : '…')}
          />
        )}
      </span>
      {kind === 'changed' && entry && (
        <ChangedEntry earlierText={earlierText} row={entry.row} store={session.store} />
      )}
    </li>
  )
}

/** The sentence of the present entry, or else of the earlier one. */
function useSentence(
  { sources }: SearchSession,
  sourceText: string,
  entry: unknown,
  earlierText: string | undefined,
): string | undefined {
  const { nameOf } = useNames()
  const source = sources.length === 1 ? sources[0] : sources.find(({ id }) => id === sourceText)
  if (!source || (entry === undefined && earlierText === undefined)) return undefined
  try {
    const shown: unknown = entry ?? JSON.parse(earlierText ?? '')
    return toSummary(source.dataset, shown, nameOf)
      .map(({ text }) => text)
      .join(' ')
  } catch {
    return undefined
  }
}
