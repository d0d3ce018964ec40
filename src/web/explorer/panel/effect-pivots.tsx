/** The gestures on the values of the facet “Effect”: they filter by the tag that the rules with the effect have. */
import { type ReactNode, useMemo } from 'react'
import type { LogQuery } from '../../../query/log-query.ts'
import { findRuleMode, toEffectTag, toggleRule } from '../../../query/pivot/rule-filters.ts'
import { effectPath } from '../../store/facet-counts.ts'
import { PivotContext, type Pivots, usePivots } from '../../ui/pivot-context.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'

/** Changes the gestures on effects inside, and no others. */
export function EffectPivots({
  control: { query, setQuery },
  children,
}: {
  control: LogQueryControl
  children: ReactNode
}) {
  const pivots = usePivots()
  const own = useMemo(
    () => withEffects(pivots, query, (next) => setQuery(next, { keepEntry: true })),
    [pivots, query, setQuery],
  )
  return <PivotContext.Provider value={own}>{children}</PivotContext.Provider>
}

function withEffects(pivots: Pivots, query: LogQuery, onQuery: (next: LogQuery) => void): Pivots {
  const isEffect = ({ field }: { field?: string | undefined }) => field === effectPath
  return {
    openMenu(values, ...at) {
      const targets = 'pointer' in values ? [values] : values
      // An effect is no value of an entry: there is nothing to copy and no log to ask about it.
      if (!targets.some(isEffect)) pivots.openMenu(values, ...at)
    },
    findModes: (target) => (isEffect(target) ? ['include', 'exclude'] : pivots.findModes(target)),
    isLocal: (target, mode) => isEffect(target) || pivots.isLocal(target, mode),
    toggle(target, mode) {
      if (!isEffect(target)) pivots.toggle(target, mode)
      else onQuery(toggleRule(query, toEffectTag(String(target.value)), mode))
    },
    findWord: (target) => (isEffect(target) ? undefined : pivots.findWord(target)),
    findMode: (target) =>
      isEffect(target)
        ? findRuleMode(query, toEffectTag(String(target.value)))
        : pivots.findMode(target),
  }
}
