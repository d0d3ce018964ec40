/** What may be claimed about the list of a search while some of its sources are hidden. */
import type { SourceId } from '../../store/entry-store.ts'
import { toLedgerSnapshot } from '../engine/create-ledger.ts'
import type { SearchState } from '../engine/search-state.ts'

/**
 * The state with the verdict of the shown sources, and without the progress and failures of hidden ones. The ledger has the
 * records of all sources. Without a shown source, the verdict is that of all.
 */
export function hideSources(state: SearchState, hidden: readonly SourceId[] = []): SearchState {
  const isShown = ({ id }: { id: SourceId }) => !hidden.includes(id)
  const shown = state.ledger.sources.filter(isShown)
  if (shown.length === state.ledger.sources.length || shown.length === 0) return state
  const { verdict, reason } = toLedgerSnapshot(shown)
  return {
    ...state,
    verdict,
    reason,
    ledger: { ...state.ledger, verdict, reason },
    sources: state.sources.filter(isShown),
  }
}
