/** Saves the open entry with its proof, and says what came of it. */
import { useState } from 'react'
import type { SearchSession } from '../../search/session/search-session.ts'
import type { OpenEntryState } from './use-open-entry.ts'

/** What the drawer shows and offers. `save` is absent for an entry that the list does not have. */
export type SaveProof = {
  readonly save: (() => Promise<void>) | undefined
  /** Why the last entry could not be saved, in a sentence; it is about the open entry. */
  readonly problem: string | undefined
  readonly dismiss: () => void
}

const loadSaver = () => import('./save-entry-proof.ts')

export function useSaveProof(
  session: SearchSession | undefined,
  opened: OpenEntryState,
): SaveProof {
  const [failed, setFailed] = useState<{ text: string; problem: string }>()
  const open = opened.status === 'found' ? opened.open : undefined
  const dismiss = () => setFailed(undefined)
  const problem = failed && failed.text === open?.text ? failed.problem : undefined
  if (!session || open?.row === undefined) return { save: undefined, problem, dismiss }
  const { id, text } = open
  const entry = { row: open.row, id, text }
  async function save(from: SearchSession): Promise<void> {
    dismiss()
    const reason = await loadSaver().then(
      ({ reportSaved }) => reportSaved(from, async () => entry),
      () => 'The proof could not be made. Try it again.',
    )
    if (reason !== undefined) setFailed({ text, problem: reason })
  }
  return { save: () => save(session), problem, dismiss }
}
