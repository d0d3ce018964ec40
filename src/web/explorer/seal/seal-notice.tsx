/** Says above the list whether the result is the same as when the link was made, and lists what differs. */
import { CircleNotchIcon } from '@phosphor-icons/react/dist/csr/CircleNotch'
import { SealCheckIcon } from '@phosphor-icons/react/dist/csr/SealCheck'
import { SealQuestionIcon } from '@phosphor-icons/react/dist/csr/SealQuestion'
import { SealWarningIcon } from '@phosphor-icons/react/dist/csr/SealWarning'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { useState } from 'react'
import type { Seal } from '../../../query/address/seal-text.ts'
import { isSealFilter } from '../../../query/local/seal-filters.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { toFailureDetail, toFailureWords } from '../../api/api-failure.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { toEntryReference } from '../../store/to-entry-reference.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { DifferenceList } from './difference-list.tsx'
import { ExportChoice } from './export-choice.tsx'
import { countDifferences, type SealTone, toSealTone } from './seal-tone.ts'
import {
  compareAnyway,
  type SealWords,
  toFilterWords,
  toLoadLabel,
  toOtherQuestionWords,
  toSealWords,
  toWaitingWords,
} from './seal-words.ts'
import { ShowOnly } from './show-only.tsx'
import { type SealControl, type SealProgress, useSeal } from './use-seal.ts'
import { useSealRows } from './use-seal-rows.ts'

const tones = {
  same: { Icon: SealCheckIcon, color: 'text-kumo-success', background: 'bg-kumo-success-tint' },
  late: { Icon: SealQuestionIcon, color: 'text-kumo-info', background: 'bg-kumo-info-tint' },
  different: {
    Icon: SealWarningIcon,
    color: 'text-kumo-warning',
    background: 'bg-kumo-warning/10',
  },
  open: { Icon: SealQuestionIcon, color: 'text-kumo-strong', background: 'bg-kumo-elevated' },
} as const satisfies Record<SealTone, unknown>

/** Draws the notice for a link with a fingerprint. */
export function SealNotice({
  seal,
  control,
  session,
  state,
  onSelect,
}: {
  seal: Seal
  control: LogQueryControl
  session: SearchSession
  state: SearchState
  /** Selects these rows in the list, and no others. */
  onSelect: (rows: readonly number[]) => void
}) {
  const { query, screen, dropSeal, openEntry, setQuery } = control
  const timeZone = screen.timeZone ?? 'UTC'
  const comparison = useSeal(seal, query, session, state)
  const { progress, load, setEarlier } = comparison
  useSealRows(session, query, progress)
  const [isListOpen, setListOpen] = useState(false)
  const { title, details } = addFilterWords(
    toWords(comparison, seal, timeZone),
    progress,
    query,
    seal,
  )
  const { Icon, color, background } = tones[toSealTone(comparison)]
  const exact = progress.status === 'compared' ? progress.exact : undefined
  const rows = progress.status === 'compared' ? progress.result.made.rows : undefined
  const selected = exact?.differences.flatMap(({ nowIndex }) => {
    const row = nowIndex === undefined ? undefined : rows?.[nowIndex]
    return row === undefined ? [] : [row]
  })
  const counts = exact && countDifferences(exact.differences)
  // A log that is hidden is not compared; an export may name the only log otherwise.
  const isWanted = (sourceText: string) =>
    session.sources.length === 1 ||
    session.sources.some(
      ({ id }) => id === sourceText && !query.hiddenSources?.includes(sourceText),
    )
  const isRunning = progress.status === 'comparing' || progress.status === 'loading'
  return (
    <section
      aria-label="Comparison with the link"
      className={`flex max-h-[55%] shrink-0 flex-col border-kumo-line border-b ${background}`}
    >
      <div className="flex items-start gap-3 px-4 py-1.5 max-[700px]:gap-2 max-[700px]:px-3">
        {isRunning ? (
          <CircleNotchIcon aria-hidden size={18} className="mt-px shrink-0 animate-spin" />
        ) : (
          <Icon aria-hidden size={18} weight="fill" className={`mt-px shrink-0 ${color}`} />
        )}
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
          <div role="status" className="min-w-0">
            <p className="font-medium [overflow-wrap:anywhere]">{title}</p>
            {details.length > 0 && (
              <p className="text-kumo-strong [overflow-wrap:anywhere]">{details.join(' ')}</p>
            )}
          </div>
          <div className="ml-auto flex flex-wrap gap-1.5 empty:hidden">
            {progress.status === 'not-asked' && (
              <Button size="sm" variant="secondary" onClick={load}>
                {compareAnyway}
              </Button>
            )}
            {progress.status === 'waiting' && (
              <Button size="sm" variant="secondary" onClick={load}>
                {toLoadLabel(seal)}
              </Button>
            )}
            {exact && exact.differences.length > 0 && (
              <Button
                size="sm"
                variant="secondary"
                aria-expanded={isListOpen}
                onClick={() => setListOpen(!isListOpen)}
              >
                {isListOpen ? 'Hide' : 'Show'} {toCounted(exact.differences.length, 'difference')}
              </Button>
            )}
            {counts && (
              <ShowOnly
                query={query}
                counts={{
                  new: (counts.added ?? 0) + (counts.late ?? 0),
                  changed: counts.changed ?? 0,
                }}
                onQuery={(next) => setQuery(next, { keepEntry: true })}
              />
            )}
            {hasDifferences(progress) && (
              <ExportChoice seal={seal} isWanted={isWanted} onEarlier={setEarlier} />
            )}
            {selected && selected.length > 0 && (
              <Button size="sm" variant="secondary" onClick={() => onSelect(selected)}>
                Select {selected.length === 1 ? 'it' : 'them'} in the list
              </Button>
            )}
          </div>
        </div>
        <IconButton
          size="sm"
          icon={<XIcon aria-hidden />}
          label="Remove the fingerprint from the address"
          onClick={dropSeal}
        />
      </div>
      {exact && isListOpen && rows && (
        <DifferenceList
          {...exact}
          rows={rows}
          session={session}
          timeZone={timeZone}
          onOpen={(entry) => openEntry(toEntryReference(entry), entry.row)}
        />
      )}
    </section>
  )
}

function hasDifferences(progress: SealProgress): boolean {
  if (progress.status !== 'compared') return false
  const { kind } = progress.result.comparison
  return kind === 'different' || kind === 'more-at-end'
}

/** Adds why the list shows nothing where it is filtered by what is not known. */
function addFilterWords(
  words: SealWords,
  progress: SealProgress,
  query: LogQuery,
  seal: Seal,
): SealWords {
  const isFiltered = query.localFilters.some(
    (filter) => filter.mode === 'include' && isSealFilter(filter),
  )
  const isCompared = progress.status === 'compared'
  if (!isFiltered || (isCompared && (progress.exact || !hasDifferences(progress)))) return words
  const button = progress.status === 'waiting' ? toLoadLabel(seal) : undefined
  return { ...words, details: [...words.details, toFilterWords(isCompared, button)] }
}

function toWords(
  { progress, isOtherQuestion }: SealControl,
  seal: Seal,
  timeZone: string,
): SealWords {
  if (progress.status === 'not-asked') return toOtherQuestionWords(seal, timeZone)
  const words = toProgressWords(progress, seal, timeZone)
  return isOtherQuestion ? toOtherQuestionWords(seal, timeZone, words) : words
}

function toProgressWords(
  progress: Exclude<SealProgress, { status: 'not-asked' }>,
  seal: Seal,
  timeZone: string,
): SealWords {
  switch (progress.status) {
    case 'waiting':
      return toWaitingWords(seal, timeZone)
    case 'loading':
      return { ...toWaitingWords(seal, timeZone), details: ['Loading. Then it is compared.'] }
    case 'comparing':
      return {
        title: `Comparing with the link: ${Math.floor(progress.share * 100)} %`,
        details: [],
      }
    case 'failed':
      return {
        title: 'The result could not be compared with the link',
        details: [toFailureWords(toFailureDetail(progress.error)).title],
      }
    case 'compared': {
      const { result, exact } = progress
      const counts = exact && countDifferences(exact.differences)
      return toSealWords(result.comparison, timeZone, counts)
    }
  }
}
