/**
 * Finds the entry that the address names: in the store if it is loaded there, else by a request of its own, so
 * that a link to one entry works regardless of what the search has loaded.
 */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { readPath } from '../../../catalog/fields.ts'
import { formatInstant } from '../../../cloudflare/instant.ts'
import { findEntryText } from '../../../cloudflare/page.ts'
import type { EntryReference } from '../../../query/address/url-codec.ts'
import { listEntryIds } from '../../../query/identity/digest-id.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { formatApiRequest } from '../../../query/request/api-request.ts'
import { findEntryRequest } from '../../../query/request/entry-request.ts'
import { fetchPage } from '../../api/fetch-page.ts'
import type { PageSource } from '../../api/page-source.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import type { EntryStore, StoredEntry } from '../../store/entry-store.ts'
import type { StoredPair } from '../../store/stored-pair.ts'
import { toEntryReference } from '../../store/to-entry-reference.ts'
import { useStoreQuery } from '../../store/use-store-query.ts'
import { type EntryLog, findEntryLog } from './entry-log.ts'

/** An entry to show: parsed, and its text as received. `index` is absent if the list does not show it. */
export type OpenEntry = {
  /** As in a link to it. */
  id: string
  log: EntryLog
  entry: unknown
  text: string
  index: number | undefined
  /** Its number in the order of arrival; absent if it is not loaded. */
  row?: number
  /** The answer that brought it. */
  source: PageSource | undefined
  /** Whether the log did not have it when its time was first read. */
  isLate?: boolean
  /** The entry of another log that records the same event. */
  partner?: EntryPartner
}

/** The partner of an open entry, and the rows of both, the open one first. */
export type EntryPartner = {
  pair: StoredPair
  reference: EntryReference
  rows: readonly [own: number, partner: number]
}

/** The state of the entry that the address names. */
export type OpenEntryState =
  | { status: 'closed' }
  | { status: 'loading' }
  | { status: 'found'; open: OpenEntry }
  | { status: 'missing'; error: unknown; retry: () => void }

/** The entry to open, and the search that may have loaded it. */
export type OpenEntryQuestion = {
  query: LogQuery
  reference: EntryReference | undefined
  /** The row that it was opened from, if any: two entries may share id and time. */
  row: number | undefined
  session: SearchSession | undefined
  /** Changes when the store has more entries, or shows others. */
  version: string
  /** Whether no page is being requested, so that waiting for one does not help. */
  isIdle: boolean
}

/** Finds the entry of the address. */
export function useOpenEntry({
  query,
  reference,
  row,
  session,
  version,
  isIdle,
}: OpenEntryQuestion): OpenEntryState {
  const key = reference
    ? [reference.id, reference.time, reference.source ?? '', row ?? ''].join('@')
    : ''
  const stored = useStoreQuery(reference && session?.store, version, ['entry', key], (store) =>
    findInStore(store, query, reference, row, session?.findSource),
  )
  // `null` means that the list lacks the entry; it is requested only if that holds for the current version.
  const inStore = stored.isPrevious ? undefined : stored.answer
  const isNotInStore = inStore === null
  const shown = useShownEntry(key, inStore)
  const needsFetch =
    reference !== undefined && isIdle && isNotInStore && stored.isCurrent && shown?.key !== key
  const requested = useQuery({
    queryKey: ['entry', query.dataset, query.scope, key],
    enabled: needsFetch,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => fetchOne(query, reference, { signal, now: session?.now }),
  })

  if (!reference) return { status: 'closed' }
  if (shown?.key === key) return { status: 'found', open: shown.open }
  if (requested.data) return { status: 'found', open: requested.data }
  if (stored.failure && !stored.isPrevious) {
    return { status: 'missing', error: stored.failure.error, retry: stored.retry }
  }
  if (requested.isError || (isNotInStore && requested.data === null)) {
    return { status: 'missing', error: requested.error, retry: () => void requested.refetch() }
  }
  // The store answers soon; meanwhile the drawer shows the previous entry.
  return shown && !isNotInStore ? { status: 'found', open: shown.open } : { status: 'loading' }
}

type ShownEntry = { key: string; open: OpenEntry }

/** The last entry that the store returned. It is kept when the search that it was found in ends. */
function useShownEntry(key: string, inStore: OpenEntry | null | undefined): ShownEntry | undefined {
  const [shown, setShown] = useState<ShownEntry>()
  let next = shown
  if (inStore && shown?.open !== inStore) next = { key, open: inStore }
  // Another search lacks it: the entry stays open, but has no index in the list.
  else if (inStore === null && shown?.key === key && shown.open.index !== undefined) {
    next = { key, open: { ...shown.open, index: undefined } }
  }
  if (next !== shown) setShown(next)
  return next
}

async function findInStore(
  store: EntryStore,
  query: LogQuery,
  reference: EntryReference | undefined,
  row: number | undefined,
  findSource: SearchSession['findSource'] | undefined,
): Promise<OpenEntry | null> {
  if (!reference) return null
  const { id, time } = reference
  const atRow = row === undefined ? undefined : await store.get(row)
  const isSame = atRow !== undefined && atRow.id === id && atRow.time === time
  const found = isSame ? atRow : await findByName(store, reference)
  const log = found && findEntryLog(query, toEntryReference(found))
  if (!found || !log) return null
  // Local filters may hide the entry from the table; the drawer still shows it.
  const index = found.index === -1 ? undefined : found.index
  const source = findSource?.(found.row)
  const { entry, isLate } = found
  const partner = await findPartner(store, found)
  const text = await store.raw(found.row)
  const { row: ownRow } = found
  const shown = { id: found.id, log, entry, text, index, row: ownRow, source, isLate }
  return { ...shown, ...(partner && { partner }) }
}

async function findPartner(
  store: EntryStore,
  { row, pair }: StoredEntry,
): Promise<EntryPartner | undefined> {
  const partner = pair && (await store.get(pair.row))
  return partner && { pair, reference: toEntryReference(partner), rows: [row, partner.row] }
}

async function findByName(store: EntryStore, { id, time, source }: EntryReference) {
  const location = await store.locate(id, time, source)
  return location && store.get(location.row)
}

/** Requests the second around the entry's time, filtered by id if the dataset can do that. */
async function fetchOne(
  query: LogQuery,
  reference: EntryReference | undefined,
  { signal, now }: { signal: AbortSignal; now: (() => number) | undefined },
): Promise<OpenEntry | null> {
  const log = findEntryLog(query, reference)
  if (!reference || !log) return null
  const { dataset, scope, filters } = log
  const request = findEntryRequest(dataset.id, scope, reference, filters)
  if (!request) return null
  const page = await fetchPage(request, signal)
  const ids = listEntryIds(dataset, page.entries, (at) => findEntryText(page, at))
  const index = page.entries.findIndex((entry, at) =>
    reference.id === ''
      ? readPath(entry, dataset.timePath) === reference.time
      : ids[at] === reference.id,
  )
  const text = findEntryText(page, index)
  if (text === undefined) return null
  const { status, requestId, cfRay, bytes, entries } = page
  const source: PageSource = {
    status,
    requestId,
    cfRay,
    bytes,
    request: formatApiRequest(request),
    count: entries.length,
    ...(now && { at: formatInstant(now()) }),
  }
  return { id: ids[index] ?? '', log, entry: entries[index], text, index: undefined, source }
}
