/** Reads what an entry changed, for a copy: earlier versions of its resource are requested only where they are needed. */
import { useQueryClient } from '@tanstack/react-query'
import { findEntryText } from '../../../cloudflare/page.ts'
import {
  type EntryChange,
  type EntryVersion,
  needsEarlier,
  toChange,
} from '../../../query/change/to-change.ts'
import { historyDays, smallListQuery } from '../../api/auxiliary-queries.ts'
import type { EntryView } from '../entry/entry-view.ts'
import { findResourceRelation } from '../history/list-relations.ts'

/** A function that reads the change; it is unknown when the request for earlier versions fails. */
export function useReadChange(version: EntryVersion, view: EntryView): () => Promise<EntryChange> {
  const client = useQueryClient()
  const { dataset, scope, time } = view
  return async () => {
    if (!needsEarlier(dataset, version)) return toChange(dataset, version, [])
    const relation = findResourceRelation(dataset, scope, version.entry, time, historyDays)
    // The tab with the changes asks the same, so its answer is used again.
    const page =
      relation && (await client.fetchQuery(smallListQuery(relation.request)).catch(() => undefined))
    const earlier = page?.entries.map((entry, index): EntryVersion => {
      return { entry, text: findEntryText(page, index) ?? JSON.stringify(entry) }
    })
    return toChange(dataset, version, earlier ?? [])
  }
}
