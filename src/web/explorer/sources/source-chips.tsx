/** The line below the bar of a timeline: a chip for each log, with what was loaded of it. A click hides or shows a log. */
import { getDataset } from '../../../catalog/index.ts'
import { isHiddenSource, setHiddenSources } from '../../../query/address/hidden-sources.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import type { LogQuery, Scope, Source } from '../../../query/log-query.ts'
import type { SourcePlan } from '../../../query/timeline/plan-timeline.ts'
import type { SourceState } from '../../search/engine/search-state.ts'
import { findLogStyle } from '../../ui/log-style.ts'
import { ScrollEdges } from '../../ui/scroll-edges.tsx'
import { toVisibleText, VisibleText } from '../../ui/text/visible-text.tsx'
import { chipLineClass } from './chip-line.ts'
import { type ChipWords, toChipWords } from './chip-words.ts'
import { listAccounts } from './use-source-draft.ts'
import { useScopeNames } from './use-source-lists.ts'

type Props = {
  query: LogQuery
  plan: readonly SourcePlan[]
  states: readonly SourceState[]
  onQuery: (next: LogQuery) => void
  /** Reads a failed source again. */
  onRetry: (id: string) => void
}

export function SourceChips({ query, plan, states, onQuery, onRetry }: Props) {
  const { sources = [] } = query
  const toName = useScopeNames(sources)
  const showsAccounts = listAccounts(sources).length > 1
  if (sources.length === 0) return null
  const shownCount = plan.filter(({ isHidden }) => !isHidden).length

  const toggle = (toggled: Source) => {
    const isHidden = (source: Source) => isHiddenSource(query, source)
    onQuery(setHiddenSources(query, (source) => isHidden(source) !== (source === toggled)))
  }

  return (
    <section aria-label="Logs of this timeline" className={chipLineClass}>
      <ScrollEdges
        axis="x"
        frame="h-6 min-w-0"
        className="flex items-center px-3"
        ground="from-kumo-base"
      >
        <ul className="flex items-center gap-1">
          {plan.map((sourcePlan) => {
            const { source, isHidden } = sourcePlan
            const id = formatSource(source)
            const state = states.find((each) => each.id === id)
            return (
              <Chip
                key={id}
                source={source}
                name={toChipName(source.scope, showsAccounts, toName)}
                words={toChipWords(sourcePlan, state)}
                isLast={!isHidden && shownCount === 1}
                onToggle={() => toggle(source)}
                onRetry={() => onRetry(id)}
              />
            )
          })}
        </ul>
      </ScrollEdges>
    </section>
  )
}

const ringClasses: Readonly<Record<ChipWords['kind'], string>> = {
  read: 'border-kumo-line',
  unchecked: 'border-kumo-warning',
  'cannot-contain': 'border-dashed border-kumo-line text-kumo-strong',
  failed: 'border-kumo-danger',
  hidden: 'border-dashed border-kumo-line text-kumo-strong',
}

function Chip({
  source,
  name,
  words,
  isLast,
  onToggle,
  onRetry,
}: {
  source: Source
  /** The name of the account or zone, where the word of the log does not say it. */
  name: string | undefined
  words: ChipWords
  /** Whether it is the only log that is shown, which cannot be hidden. */
  isLast: boolean
  onToggle: () => void
  onRetry: () => void
}) {
  const { word, shortTitle } = getDataset(source.dataset)
  const isHidden = words.kind === 'hidden'
  const gesture = isHidden ? 'Show this log.' : isLast ? 'The only log.' : 'Hide this log.'
  const fullName = name === undefined ? shortTitle : `${shortTitle}, ${toVisibleText(name)}`
  const { sentence } = words
  return (
    <li
      className={`flex h-5 shrink-0 items-center rounded-full border text-[11px] leading-4 ${ringClasses[words.kind]}`}
    >
      <button
        type="button"
        aria-pressed={!isHidden}
        aria-disabled={isLast}
        aria-label={`${fullName}: ${sentence} ${gesture}`}
        title={`${fullName}: ${sentence} ${gesture}`}
        className="flex h-full max-w-72 cursor-pointer items-center gap-1.5 rounded-full px-2 hover:bg-kumo-tint focus-visible:outline-2 focus-visible:outline-kumo-brand aria-disabled:cursor-default"
        onClick={isLast ? undefined : onToggle}
      >
        <span className={`font-semibold ${isHidden ? 'line-through' : findLogStyle(word)?.word}`}>
          {word}
        </span>
        {name !== undefined && (
          <span className="min-w-0 max-w-32 truncate">
            <VisibleText text={name} />
          </span>
        )}
        <span
          className={`min-w-0 truncate tabular-nums ${words.kind === 'failed' ? 'text-kumo-danger' : 'text-kumo-strong'}`}
        >
          {words.label}
        </span>
      </button>
      {words.kind === 'failed' && <ChipAction words="Retry" of={fullName} onClick={onRetry} />}
      {words.kind === 'unchecked' && !isLast && (
        <ChipAction words="Hide this log" of={fullName} onClick={onToggle} />
      )}
    </li>
  )
}

function ChipAction({ words, of, onClick }: { words: string; of: string; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={`${words}: ${of}`}
      className="h-full cursor-pointer rounded-full pr-2 pl-1 text-kumo-link underline focus-visible:outline-2 focus-visible:outline-kumo-brand"
      onClick={onClick}
    >
      {words}
    </button>
  )
}

function toChipName(
  scope: Scope,
  showsAccounts: boolean,
  toName: (scope: Scope) => string,
): string | undefined {
  if (!('id' in scope)) return undefined
  return showsAccounts || scope.kind !== 'account' ? toName(scope) : undefined
}
