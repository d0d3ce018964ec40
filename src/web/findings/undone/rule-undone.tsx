/** In the drawer: whether what a rule found in the entry was undone. */
import type { TrackedEntry } from '../../../detection/undone/track-loosenings.ts'
import type { EntryReference } from '../../../query/address/url-codec.ts'

import { type EntryLinks, StateLine } from './state-line.tsx'
import { listDoubts, toUntrackedWords, type UndoneClaim } from './undone-words.ts'

/** What became of entries, and how links name those entries and the ones that undid them, by row. */
export type Loosenings = {
  tracked: readonly TrackedEntry[]
  references: ReadonlyMap<number, EntryReference>
}

/** Draws the answer, and what it cannot know. */
export function RuleUndone({
  rule,
  row,
  isFailed,
  loosening,
  claim,
  links,
}: {
  rule: string
  /** The row of the entry; absent where it is not loaded. */
  row: number | undefined
  /** Whether the log says that the change failed; then no later entry is compared with it. */
  isFailed: boolean
  /** Absent while the list is read. */
  loosening: Loosenings | undefined
  claim: UndoneClaim
  links: EntryLinks
}) {
  if (isFailed) return <p>{toUntrackedWords(true)}</p>
  if (row === undefined) {
    return <p>The entry is not in the loaded list, so no later entry was compared with it.</p>
  }
  if (!loosening) return <p role="status">Comparing with later entries…</p>
  const state = loosening.tracked
    .find(({ loosened }) => loosened.row === row)
    ?.rules.find((each) => each.rule.id === rule)?.state
  if (!state) return <p>{toUntrackedWords(false)}</p>
  return (
    <>
      <p>
        <StateLine state={state} claim={claim} links={links} />
      </p>
      {state.kind !== 'undone' && listDoubts(claim).map((doubt) => <p key={doubt}>{doubt}</p>)}
    </>
  )
}
