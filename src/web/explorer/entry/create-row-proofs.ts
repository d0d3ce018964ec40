/** Finds and saves the proofs of the entries of a session for the menu of a row. */
import type { SearchSession } from '../../search/session/search-session.ts'
import { showReport } from '../../ui/copy-report.ts'
import type { RowProofs } from '../pivot/save-proof-item.tsx'

const loadSaver = () => import('./save-entry-proof.ts')

/** Creates the functions; the part that makes proofs is loaded when it is first needed. */
export function createRowProofs(session: SearchSession): RowProofs {
  return {
    async findProblem(row) {
      const { findProofProblem } = await loadSaver()
      return findProofProblem(session, row)
    },
    async save(row) {
      const { reportSaved } = await loadSaver()
      const problem = await reportSaved(session, async () => ({
        row,
        id: (await session.store.get(row))?.id ?? '',
        text: await session.store.raw(row),
      }))
      if (problem !== undefined) showReport(`The entry was not saved. ${problem}`)
    },
  }
}
