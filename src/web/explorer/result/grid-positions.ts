/** Where the table of each search was left, for as long as the search is kept. */
import type { SearchSession } from '../../search/session/search-session.ts'
import { createGridPlace, type GridPlace } from '../../table/grid/grid-position.ts'

const places = new WeakMap<SearchSession, GridPlace>()

/** The place of a search's table; one that was never shown is at the top. */
export function getPlace(session: SearchSession): GridPlace {
  const known = places.get(session)
  if (known) return known
  const place = createGridPlace()
  places.set(session, place)
  return place
}
