/** The comparison with the days before: a button that begins it, its progress, and what is new. */
import { cn } from '@cloudflare/kumo/utils'
import type { FilterMode } from '../../../query/log-query.ts'
import { toFailureWords } from '../../api/api-failure.ts'
import { FilterItem, FilterWord } from '../../findings/filter-item.tsx'
import {
  toComparedWords,
  toNewCountWords,
  toReadDaysWords,
  toReadingWords,
} from '../../search/baseline/baseline-words.ts'
import type { BaselineControl } from '../../search/baseline/use-baseline.ts'
import type { Baseline, NewCounts, NewFor } from '../../store/baseline-values.ts'
import { Button } from '../../ui/button.tsx'
import { toVisibleText } from '../../ui/text/visible-text.tsx'
import { useScopeNames } from '../sources/use-source-lists.ts'

/** Draws the section. */
export function Comparison({
  comparison: { state, start, stop },
  news,
  of,
  timeZone,
  isFiltered,
  findMode,
  onToggle,
}: {
  comparison: BaselineControl
  /** How many entries have a new value; absent before the list was compared. */
  news: NewCounts | undefined
  /** How many entries the list has. */
  of: number
  timeZone: string
  /** Whether the query has filters that the comparison ignores. */
  isFiltered: boolean
  findMode: (newFor: NewFor) => FilterMode | undefined
  onToggle: (newFor: NewFor, mode: FilterMode) => void
}) {
  const isRead = state.status === 'read'
  const isCompared = isRead && state.baseline.read > 0
  const canStart = state.status === 'none' || state.status === 'failed'
  const isPartial = isRead && state.baseline.verdict !== 'complete'
  return (
    <section
      aria-label="Comparison"
      className="border-kumo-hairline border-b py-1.5 text-[12px] leading-4.5"
    >
      <h2 className="px-3 font-medium">First seen</h2>
      <p role="status" className="px-3 text-kumo-strong empty:hidden">
        {state.status === 'reading' && `${toReadingWords(state)}.`}
        {isRead && toComparedWords(state.baseline, timeZone)}
      </p>
      {isPartial && <ReadDays baseline={state.baseline} timeZone={timeZone} />}
      {state.status === 'failed' && <Failure failure={state.failure} />}
      {isFiltered && state.status !== 'none' && (
        <p className="px-3 text-kumo-strong">
          The days before are read without the filters, so that “new” means new in the whole log.
        </p>
      )}
      {isCompared && news && (
        <ul className="py-0.5">
          {(['account', 'actor'] as const).map((newFor) => (
            <NewItem
              key={newFor}
              newFor={newFor}
              words={toNewCountWords(news[newFor], of)}
              mode={findMode(newFor)}
              onToggle={(mode) => onToggle(newFor, mode)}
            />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2 px-3 pt-1 empty:hidden">
        {(canStart || isPartial) && (
          <Button size="xs" variant="secondary" onClick={start}>
            {isPartial ? 'Read the 30 days before again' : 'Compare with the 30 days before'}
          </Button>
        )}
        {state.status === 'reading' && (
          <Button size="xs" variant="secondary" disabled={state.isStopping} onClick={stop}>
            {state.isStopping ? 'Stopping…' : 'Stop, and compare with what was read'}
          </Button>
        )}
      </div>
    </section>
  )
}

/** Which days were read of which logs. */
function ReadDays({ baseline, timeZone }: { baseline: Baseline; timeZone: string }) {
  const toName = useScopeNames(baseline.logs.map(({ source }) => source))
  const words = toReadDaysWords(baseline, timeZone, (scope) => toVisibleText(toName(scope)))
  return <p className="px-3 text-kumo-strong [overflow-wrap:anywhere] empty:hidden">{words}</p>
}

function Failure({ failure }: { failure: Parameters<typeof toFailureWords>[0] }) {
  const { title, quote } = toFailureWords(failure)
  return (
    <p className="px-3 text-kumo-danger">
      {`The 30 days before could not be read. ${title}${quote ? `: ${quote}` : ''}`}
    </p>
  )
}

const newWords: Readonly<Record<NewFor, string>> = {
  account: 'First for this account',
  actor: 'First for their actor',
}

/** Filters by entries with a new value. */
function NewItem({
  newFor,
  words,
  mode,
  onToggle,
}: {
  newFor: NewFor
  words: string
  mode: FilterMode | undefined
  onToggle: (mode: FilterMode) => void
}) {
  return (
    <FilterItem
      mode={mode}
      name={newWords[newFor]}
      excludeTitle="Exclude these entries (x)"
      className="flex-wrap justify-between gap-x-2 py-1"
      onToggle={onToggle}
    >
      <span className={cn(mode === 'exclude' && 'line-through')}>
        <FilterWord mode={mode} />
        {newWords[newFor]}
      </span>
      <span className="text-kumo-strong tabular-nums">{words}</span>
    </FilterItem>
  )
}
