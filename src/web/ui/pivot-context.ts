/**
 * The gesture “filter by this value”, wherever a value is shown. Table, drawer and facets only say what
 * is under the pointer; the explorer, which knows the query, provides what can be done with it.
 */
import { createContext, useContext } from 'react'
import type { PivotTarget } from '../../query/pivot/pivot-target.ts'

/** What can be done with a value under the pointer. */
export type Pivots = {
  /**
   * Opens the menu of everything that can be done with the value, at the element. With several
   * values, as those of a row, the menu lists them first.
   */
  openMenu: (target: PivotTarget | readonly PivotTarget[], anchor: Element) => void
  /** Which modes there are for the value; none for what cannot be filtered by. */
  findModes: (target: PivotTarget) => readonly ('include' | 'exclude')[]
  /** Whether the mode is a local one: over loaded entries only. */
  isLocal: (target: PivotTarget, mode: 'include' | 'exclude') => boolean
  /** Adds the filter, or takes it away when it stands. Uses a local filter where the API has none. */
  toggle: (target: PivotTarget, mode: 'include' | 'exclude') => void
  /** How the value is filtered at present. */
  findMode: (target: PivotTarget) => 'include' | 'exclude' | undefined
}

const none: Pivots = {
  openMenu: () => {},
  findModes: () => [],
  isLocal: () => false,
  toggle: () => {},
  findMode: () => undefined,
}

/** Provided by the explorer; without a provider nothing happens. */
export const PivotContext = createContext<Pivots>(none)

/** What can be done with values here. */
export function usePivots(): Pivots {
  return useContext(PivotContext)
}
