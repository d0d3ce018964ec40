/** The text around the current hit, with the match marked. */
import type { EntryStore } from '../store/entry-store.ts'
import { useStoreQuery } from '../store/use-store-query.ts'
import { foundClass } from '../ui/text/text-marks.ts'
import { VisibleText } from '../ui/text/visible-text.tsx'
import { toSnippet } from './to-snippet.ts'

/** The list that is searched. */
export type FoundIn = {
  store: EntryStore | undefined
  /** Changes when the same indexes have other entries. */
  revision: number
  /** Whether filters hide some of the loaded entries. */
  isFiltered: boolean
}

/** Draws the snippet in the rest of the line; nothing without a current hit, or on a narrow page. */
export function FindSnippet({
  text,
  list: { store, revision },
  hitIndex,
}: {
  text: string
  list: FoundIn
  hitIndex: number | undefined
}) {
  const { answer, isPrevious } = useStoreQuery(
    hitIndex === undefined ? undefined : store,
    String(revision),
    ['snippet', text, hitIndex],
    async (entryStore) => {
      const [entry] = hitIndex === undefined ? [] : await entryStore.rows(hitIndex, hitIndex + 1)
      return entry ? (toSnippet(await entryStore.raw(entry.row), text) ?? null) : null
    },
  )
  if (!answer || isPrevious) return null
  const { before, match, after } = answer
  return (
    <span
      data-find-snippet
      className="hidden max-w-96 truncate pl-1 font-mono text-[12px] text-kumo-subtle min-[1100px]:inline"
    >
      <VisibleText text={before} />
      <mark className={foundClass}>
        <VisibleText text={match} />
      </mark>
      <VisibleText text={after} />
    </span>
  )
}
