/** The searches of this page, shown or kept. */
import type { SearchSession } from './search-session.ts'
import { createSessionShelf } from './session-shelf.ts'

/** Outlives the page of the explorer, to which Back leads as well; the first search is there before any page. */
export const shelf = createSessionShelf<SearchSession>()
