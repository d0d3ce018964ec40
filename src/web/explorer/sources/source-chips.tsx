/** The line below the bar of a timeline: a chip for each log, with what was loaded of it. A click hides or shows a log. */
import { isHiddenSource, setHiddenSources } from '../../../query/address/hidden-sources.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import type { LogQuery, Scope, Source } from '../../../query/log-query.ts'
import type { SourcePlan } from '../../../query/timeline/plan-timeline.ts'
import type { SourceState } from '../../search/engine/search-state.ts'
import { ScrollEdges } from '../../ui/scroll-edges.tsx'
import { chipLineClass } from './chip-line.ts'
import { toChipWords } from './chip-words.ts'
import { groupPlans } from './group-plans.ts'
import { SourceChip } from './source-chip.tsx'
import { UnaskedChips } from './unasked-chips.tsx'
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

  const { inLine, grouped } = groupPlans(plan)
  const toChip = (sourcePlan: SourcePlan) => {
    const { source, isHidden } = sourcePlan
    const id = formatSource(source)
    const state = states.find((each) => each.id === id)
    return (
      <SourceChip
        key={id}
        source={source}
        name={toChipName(source.scope, showsAccounts, toName)}
        words={toChipWords(sourcePlan, state)}
        isLast={!isHidden && shownCount === 1}
        onToggle={() => toggle(source)}
        onRetry={() => onRetry(id)}
      />
    )
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
          {inLine.map(toChip)}
          {grouped.length > 0 && (
            <li>
              <UnaskedChips count={grouped.length}>{grouped.map(toChip)}</UnaskedChips>
            </li>
          )}
        </ul>
      </ScrollEdges>
    </section>
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
