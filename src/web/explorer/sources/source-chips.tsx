/** The line below the bar of a timeline: a chip for each log, with what was loaded of it. A click hides or shows a log. */
import { useRef } from 'react'
import { isHiddenSource, setHiddenSources } from '../../../query/address/hidden-sources.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import type { LogQuery, Source } from '../../../query/log-query.ts'
import type { SourcePlan } from '../../../query/timeline/plan-timeline.ts'
import type { SourceState } from '../../search/engine/search-state.ts'
import { useWidth } from '../../ui/size/use-width.ts'
import { chipLineClass, chipLinePx } from './chip-line.ts'
import { ChipMenu } from './chip-menu.tsx'
import { type ChipForm, fitChips, hasMenu } from './fit-chips.ts'
import { type LineChip, listGroupChips, listLogChips, toLogChip, toRestChip } from './list-chips.ts'
import { SourceChip } from './source-chip.tsx'
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

export function SourceChips(props: Props) {
  return props.plan.length > 0 ? <ChipLine {...props} /> : null
}

/** Draws all logs in one line: where there is no room for a chip of each, several share one that lists them. */
function ChipLine({ query, plan, states, onQuery, onRetry }: Props) {
  const line = useRef<HTMLElement>(null)
  const width = useWidth(line)
  const { sources = [] } = query
  const toName = useScopeNames(sources)
  const names = { toName, showsAccounts: listAccounts(sources).length > 1 }
  const findState = ({ source }: SourcePlan) =>
    states.find((each) => each.id === formatSource(source))
  const shown = plan.filter(({ isHidden }) => !isHidden)

  /** Hides or shows these logs. */
  const setHidden = (changed: readonly SourcePlan[], isHidden: boolean) =>
    onQuery(
      setHiddenSources(query, (source) =>
        changed.some((each) => isOf(each, source)) ? isHidden : isHiddenSource(query, source),
      ),
    )

  function toChip(chip: LineChip, form: ChipForm) {
    if (hasMenu(chip, form)) return toMenu(chip, form)
    const [only] = chip.plans
    if (!only) return null
    return (
      <SourceChip
        key={chip.key}
        chip={chip}
        form={form}
        isLast={!only.isHidden && shown.length === 1}
        onToggle={() => setHidden([only], !only.isHidden)}
        onRetry={() => onRetry(formatSource(only.source))}
      />
    )
  }

  function toMenu(chip: LineChip, form: ChipForm) {
    const { key, plans } = chip
    const hasHidden = plans.some(({ isHidden }) => isHidden)
    // One log has to be shown.
    const canChange = hasHidden || shown.some((each) => !plans.includes(each))
    const verb = hasHidden ? 'Show' : 'Hide'
    const inList = { toName, showsAccounts: true }
    return (
      <ChipMenu
        key={key}
        chip={chip}
        form={form}
        change={canChange ? { verb, run: () => setHidden(plans, !hasHidden) } : undefined}
      >
        {plans.map((each) => toChip(toLogChip(each, findState, inList), 'listed'))}
      </ChipMenu>
    )
  }

  const { form, inLine, rest } = fitChips(
    [listLogChips(plan, findState, names), listGroupChips(plan, findState, names)],
    width - chipLinePx,
  )
  return (
    <section
      ref={line}
      aria-label="Logs of this timeline"
      className={`flex items-center ${chipLineClass}`}
    >
      <ul className="flex h-full min-w-0 flex-1 items-center gap-1 overflow-hidden px-3">
        {inLine.map((chip) => toChip(chip, form))}
        {rest.length > 0 && toMenu(toRestChip(rest, findState), form)}
      </ul>
    </section>
  )
}

function isOf({ source }: SourcePlan, other: Source): boolean {
  return formatSource(source) === formatSource(other)
}
