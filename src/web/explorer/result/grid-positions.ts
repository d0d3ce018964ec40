/** Remembers the position in the table of each search, for as long as the search exists. */
import type { SearchSession } from '../../search/session/search-session.ts'
import { createGridPosition, type GridPosition } from '../../table/grid/grid-position.ts'

const positions = new WeakMap<SearchSession, GridPosition>()

/** The position in the table of a search; at the top if the table was never shown. */
export function getGridPosition(session: SearchSession): GridPosition {
  const existing = positions.get(session)
  if (existing) return existing
  const position = createGridPosition()
  positions.set(session, position)
  return position
}
