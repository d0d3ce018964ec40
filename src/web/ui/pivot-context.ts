/**
 * The context for pivots: filtering by a value that is shown anywhere. Table, drawer and facets only name the value;
 * the explorer, which has the query, provides the actions.
 */
import { createContext, useContext } from 'react'
import type { PivotTarget } from '../../query/pivot/pivot-target.ts'

/** The actions on a value. */
export type Pivots = {
  /**
   * Opens the menu of all actions on the value, at the element. With several values, such as those of a row, the
   * menu lists the values first. `row` is the row of the entry in the list, where the menu is that of a row.
   */
  openMenu: (
    target: PivotTarget | readonly PivotTarget[],
    anchor: Element,
    row?: number | undefined,
  ) => void
  /** The filter modes that are possible for the value; empty when there is no filter for it. */
  findModes: (target: PivotTarget) => readonly ('include' | 'exclude')[]
  /** Whether the filter would be a local one, for loaded entries only. */
  isLocal: (target: PivotTarget, mode: 'include' | 'exclude') => boolean
  /** Adds the filter, or removes it if it exists. Uses a local filter where the API has none. */
  toggle: (target: PivotTarget, mode: 'include' | 'exclude') => void
  /** The word for the value of an outcome, which is the same in all logs; `undefined` for other values. */
  findWord: (target: PivotTarget) => string | undefined
  /** The mode of the present filter by the value; `undefined` without one. */
  findMode: (target: PivotTarget) => 'include' | 'exclude' | undefined
}

const none: Pivots = {
  openMenu: () => {},
  findModes: () => [],
  isLocal: () => false,
  toggle: () => {},
  findWord: () => undefined,
  findMode: () => undefined,
}

/** Provided by the explorer. Without a provider the actions do nothing. */
export const PivotContext = createContext<Pivots>(none)

/** The actions on values in this part of the screen. */
export function usePivots(): Pivots {
  return useContext(PivotContext)
}
