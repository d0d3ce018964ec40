/** Links to entries of the list, which open in the drawer. */
import { type EntryReference, formatUrl } from '../../../query/address/url-codec.ts'
import type { EntryLinks } from '../../findings/undone/state-line.tsx'
import type { LogQueryControl } from '../address/use-log-query.ts'

/** The links of a query; `references` names the entries by their rows. */
export function toEntryLinks(
  { query, screen, openEntry }: Pick<LogQueryControl, 'query' | 'screen' | 'openEntry'>,
  references: ReadonlyMap<number, EntryReference> | undefined,
): EntryLinks {
  return {
    findReference: (row) => references?.get(row),
    toAddress: (reference) => formatUrl(query, { ...screen, entry: reference }),
    onOpen: openEntry,
  }
}
