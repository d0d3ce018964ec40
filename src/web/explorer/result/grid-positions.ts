/** Where the table of each search was left, for as long as the search is kept. */
import type { SearchSession } from '../../search/session/search-session.ts'
import { createGridPosition, type GridPosition } from '../../table/grid/grid-position.ts'

const places = new WeakMap<SearchSession, GridPosition>()

/** The place of a search's table; one that was never shown is at the top. */
export function getGridPosition(session: SearchSession): GridPosition {
  const known = places.get(session)
  if (known) return known
  const place = createGridPosition()
  places.set(session, place)
  return place
}
