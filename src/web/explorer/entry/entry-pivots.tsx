/** The gestures on values in the drawer of a timeline: they have to know from which log a value is. */
import { type ReactNode, useMemo } from 'react'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import { PivotContext, type Pivots, usePivots } from '../../ui/pivot-context.ts'

/** Names the log of all values inside; changes nothing in a single log. */
export function EntryPivots({
  dataset,
  source,
  children,
}: {
  dataset: string
  /** The text of the source in a timeline. */
  source: string | undefined
  children: ReactNode
}) {
  const pivots = usePivots()
  const named = useMemo(
    () => (source === undefined ? pivots : nameLog(pivots, { log: { dataset, source }, source })),
    [pivots, dataset, source],
  )
  return <PivotContext.Provider value={named}>{children}</PivotContext.Provider>
}

function nameLog(pivots: Pivots, from: Pick<PivotTarget, 'log' | 'source'>): Pivots {
  const toNamed = (target: PivotTarget): PivotTarget => ({ ...target, ...from })
  return {
    openMenu: (values, ...at) =>
      pivots.openMenu('pointer' in values ? toNamed(values) : values.map(toNamed), ...at),
    findModes: (target) => pivots.findModes(toNamed(target)),
    isLocal: (target, mode) => pivots.isLocal(toNamed(target), mode),
    toggle: (target, mode) => pivots.toggle(toNamed(target), mode),
    findWord: (target) => pivots.findWord(toNamed(target)),
    findMode: (target) => pivots.findMode(toNamed(target)),
  }
}
