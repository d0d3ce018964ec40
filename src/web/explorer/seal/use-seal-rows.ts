/** Tells the store which rows differ from those behind the fingerprint of a link, so that filters can show only these. */
import { useEffect } from 'react'
import type { EntryDifference } from '../../../evidence/seal/compare-entries.ts'
import { isSealFilter, type SealKind } from '../../../query/local/seal-filters.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import type { SealRows } from '../../store/findings.ts'
import type { SealProgress } from './use-seal.ts'

/** What a filter calls an entry that differs; what is gone or the same content is in no such filter. */
const kinds: Readonly<Partial<Record<EntryDifference['kind'], SealKind>>> = {
  added: 'new',
  late: 'new',
  changed: 'changed',
}

/** The rows of each kind, in ascending order; `rows` has those of the present entries in the order of the comparison. */
export function toSealRows(differences: readonly EntryDifference[], rows: Uint32Array): SealRows {
  const list = (wanted: SealKind) => {
    const found = differences.flatMap(({ kind, nowIndex }) => {
      const row = nowIndex === undefined || kinds[kind] !== wanted ? undefined : rows[nowIndex]
      return row === undefined ? [] : [row]
    })
    return Uint32Array.from(found).sort()
  }
  return { new: list('new'), changed: list('changed') }
}

/**
 * Gives the store the rows whenever a comparison has told them. What was known before stays while it runs again, but not
 * for the notice of another link.
 */
export function useSealRows(
  { store, search }: Pick<SearchSession, 'store' | 'search'>,
  query: LogQuery,
  progress: SealProgress,
): void {
  const compared = progress.status === 'compared' ? progress : undefined
  const differences = compared?.exact?.differences
  const rows = compared?.result.made.rows
  const isFiltered = query.localFilters.some(isSealFilter)
  useEffect(() => {
    const clear = () => clearSealRows(store, search)
    // Lists share a store: the notice of another one may have ended after its list.
    clear()
    return clear
  }, [store, search])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a filter that is added afterwards is applied by its own view.
  useEffect(() => {
    if (!differences || !rows) return
    let isCurrent = true
    store.setSealRows(toSealRows(differences, rows)).then(
      (size) => {
        if (isCurrent && isFiltered) search.noteView(size)
      },
      // The list reports that its store has failed.
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [store, search, differences, rows])
}

function clearSealRows(store: SearchSession['store'], search: SearchSession['search']): void {
  store.setSealRows({ new: new Uint32Array(), changed: new Uint32Array() }).then(
    (size) => {
      // Without a filter by these rows nothing has moved.
      if (size.shown !== search.getState().shown) search.noteView(size)
    },
    // The list reports that its store has failed.
    () => undefined,
  )
}
