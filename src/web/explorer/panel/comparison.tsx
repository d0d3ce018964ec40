/** The comparison with the days before: a button that begins it, its progress, and what is new. */
import { cn } from '@cloudflare/kumo/utils'
import { MinusIcon } from '@phosphor-icons/react/dist/csr/Minus'
import type { FilterMode } from '../../../query/log-query.ts'
import { toFailureWords } from '../../api/api-failure.ts'
import {
  toComparedWords,
  toNewCountWords,
  toReadingWords,
} from '../../search/baseline/baseline-words.ts'
import type { BaselineControl } from '../../search/baseline/use-baseline.ts'
import type { NewCounts, NewFor } from '../../store/baseline-values.ts'
import { Button } from '../../ui/button.tsx'

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

/** A button that shows only the entries with a new value, and one that excludes them. */
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
    <li className="group/new flex items-start hover:bg-kumo-tint">
      <button
        type="button"
        data-finding
        aria-pressed={mode === 'include'}
        aria-keyshortcuts="x"
        className={cn(
          'flex min-w-0 flex-1 cursor-pointer flex-wrap justify-between gap-x-2 py-0.5 pl-3 text-left focus-visible:-outline-offset-2',
          mode === 'include' && 'bg-kumo-tint font-semibold',
        )}
        onClick={() => onToggle('include')}
        onKeyDown={(event) => {
          if (event.key !== 'x' || event.ctrlKey || event.metaKey || event.altKey) return
          event.preventDefault()
          onToggle('exclude')
        }}
      >
        <span className={cn(mode === 'exclude' && 'line-through')}>
          {mode === 'include' && <span className="text-kumo-success">only </span>}
          {mode === 'exclude' && <span className="text-kumo-danger">not </span>}
          {newWords[newFor]}
        </span>
        <span className="text-kumo-strong tabular-nums">{words}</span>
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-pressed={mode === 'exclude'}
        aria-label={`Exclude ${newWords[newFor]}`}
        title="Exclude these entries (x)"
        className={cn(
          'mx-1 flex size-5 shrink-0 cursor-pointer items-center justify-center rounded hover:bg-kumo-danger-tint focus-visible:opacity-100 group-focus-within/new:opacity-100 group-hover/new:opacity-100 pointer-coarse:opacity-100',
          mode === 'exclude' ? 'bg-kumo-danger-tint text-kumo-danger' : 'opacity-0',
        )}
        onClick={() => onToggle('exclude')}
      >
        <MinusIcon aria-hidden size={12} />
      </button>
    </li>
  )
}
