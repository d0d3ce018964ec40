/**
 * The entry that the address names: from the store when it is loaded there, else asked by itself, so
 * that a link to one entry works whatever else the search has loaded.
 */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readPath, readText } from '../../../catalog/fields.ts'
import { formatInstant } from '../../../cloudflare/instant.ts'
import { findEntryText } from '../../../cloudflare/page.ts'
import type { EntryReference } from '../../../query/address/url-codec.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { formatApiRequest } from '../../../query/request/api-request.ts'
import { findEntryRequest } from '../../../query/request/entry-request.ts'
import { fetchPage } from '../../api/fetch-page.ts'
import type { PageSource } from '../../api/page-source.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import type { EntryStore } from '../../store/entry-store.ts'
import { useStoreQuery } from '../../store/use-store-query.ts'

/** An entry to show: parsed, and its text as it was sent. `index` is its place in the list, where it is shown there. */
export type OpenEntry = {
  entry: unknown
  text: string
  index: number | undefined
  /** The answer that brought it. */
  source: PageSource | undefined
}

/** How the entry of the address stands. */
export type OpenEntryState =
  | { status: 'closed' }
  | { status: 'loading' }
  | { status: 'found'; open: OpenEntry }
  | { status: 'missing'; error: unknown; retry: () => void }

/** What the address and the search say about the entry to open. */
export type OpenEntryQuestion = {
  dataset: Dataset
  query: LogQuery
  reference: EntryReference | undefined
  /** The row that it was opened from, if it was: two entries may share id and time. */
  row: number | undefined
  session: SearchSession | undefined
  /** Changes when there are more entries, or others are shown. */
  version: string
  /** Whether no page is under way, so that waiting for one is no use. */
  isSettled: boolean
}

/** Finds the entry of the address. */
export function useOpenEntry({
  dataset,
  query,
  reference,
  row,
  session,
  version,
  isSettled,
}: OpenEntryQuestion): OpenEntryState {
  const key = reference ? `${reference.id}@${reference.time}@${row ?? ''}` : ''
  const stored = useStoreQuery(reference && session?.store, version, ['entry', key], (store) =>
    findInStore(store, reference, row, session?.findSource),
  )
  // Of this entry `null` means that the list lacks it; that it lacked it before its last page is not enough.
  const inStore = stored.isPrevious ? undefined : stored.answer
  const isMissed = inStore === null
  const shown = useShownEntry(key, inStore)
  const needsFetch =
    reference !== undefined && isSettled && isMissed && stored.isCurrent && shown?.key !== key
  const alone = useQuery({
    queryKey: ['entry', dataset.id, query.scope, key],
    enabled: needsFetch,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => fetchAlone(dataset, query, reference, { signal, now: session?.now }),
  })

  if (!reference) return { status: 'closed' }
  if (shown?.key === key) return { status: 'found', open: shown.open }
  if (alone.data) return { status: 'found', open: alone.data }
  if (stored.failure && !stored.isPrevious) {
    return { status: 'missing', error: stored.failure.error, retry: stored.retry }
  }
  if (alone.isError || (isMissed && alone.data === null)) {
    return { status: 'missing', error: alone.error, retry: () => void alone.refetch() }
  }
  // While the store is asked, which takes no time, the drawer keeps what it shows.
  return shown && !isMissed ? { status: 'found', open: shown.open } : { status: 'loading' }
}

type ShownEntry = { key: string; open: OpenEntry }

/** The entry that the store answered with last; it outlives the search that it was found in. */
function useShownEntry(key: string, inStore: OpenEntry | null | undefined): ShownEntry | undefined {
  const [shown, setShown] = useState<ShownEntry>()
  let next = shown
  if (inStore && shown?.open !== inStore) next = { key, open: inStore }
  // Another search lacks it: the entry stays open, but is not a row of the list.
  else if (inStore === null && shown?.key === key && shown.open.index !== undefined) {
    next = { key, open: { ...shown.open, index: undefined } }
  }
  if (next !== shown) setShown(next)
  return next
}

async function findInStore(
  store: EntryStore,
  reference: EntryReference | undefined,
  row: number | undefined,
  findSource: SearchSession['findSource'] | undefined,
): Promise<OpenEntry | null> {
  if (!reference) return null
  const { id, time } = reference
  const atRow = row === undefined ? undefined : await store.get(row)
  const isIt = atRow !== undefined && atRow.id === id && atRow.time === time
  const found = isIt ? atRow : await findByName(store, id, time)
  if (!found) return null
  // Local filters may hide it; it is still shown, but stands on no row of the table.
  const index = found.index === -1 ? undefined : found.index
  const source = findSource?.(found.row)
  return { entry: found.entry, text: await store.raw(found.row), index, source }
}

async function findByName(store: EntryStore, id: string, time: string) {
  const place = await store.locate(id, time)
  return place && store.get(place.row)
}

/** Asks for the second around the entry's time, by id where the dataset can filter on it. */
async function fetchAlone(
  dataset: Dataset,
  { scope }: LogQuery,
  reference: EntryReference | undefined,
  { signal, now }: { signal: AbortSignal; now: (() => number) | undefined },
): Promise<OpenEntry | null> {
  const request = reference && findEntryRequest(dataset.id, scope, reference)
  if (!reference || !request) return null
  const page = await fetchPage(request, signal)
  const at = page.entries.findIndex((entry) => {
    const id = readText(entry, dataset.idPath)
    return reference.id === ''
      ? readPath(entry, dataset.timePath) === reference.time
      : id === reference.id
  })
  const text = findEntryText(page, at)
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
  return { entry: entries[at], text, index: undefined, source }
}
