/** Names a stored entry in a link. */
import type { EntryReference } from '../../query/address/url-codec.ts'
import { onlySource, type StoredEntry } from './entry-store.ts'

/** The reference of an entry; in a timeline it names its source as well. */
export function toEntryReference({
  id,
  time,
  source,
}: Pick<StoredEntry, 'id' | 'time' | 'source'>): EntryReference {
  return source === onlySource ? { id, time } : { id, time, source }
}
