/** Requests pages, stages them in a store, and remembers where they came from. */
import type { QueryClient } from '@tanstack/react-query'
import { formatInstant } from '../../../cloudflare/instant.ts'
import { type ApiRequest, formatApiRequest } from '../../../query/request/api-request.ts'
import type { ApiAnswer } from '../../api/api-client.ts'
import { ApiFailure } from '../../api/api-failure.ts'
import { requestPage } from '../../api/request-page.ts'
import type { EntryStore } from '../../store/entry-store.ts'
import type { SearchParts } from '../engine/search-state.ts'
import type { SessionEvidence } from '../witness/session-evidence.ts'
import type { PageSources } from './create-page-sources.ts'

/** What a requester works with. */
type RequesterParts = {
  queryClient: QueryClient
  /** Is sent with each request. */
  searchId: string
  store: Pick<EntryStore, 'stage' | 'stageNew'>
  now: () => number
  /** Remembers which answer brought which rows. */
  sources?: PageSources
  /** Remembers the pages for receipts. */
  evidence?: SessionEvidence
  /** Is called with each answer that is not a poll, before its bytes are moved to the store. */
  onAnswer?: (request: ApiRequest, bytes: Uint8Array<ArrayBuffer>) => void
}

/** Prepares to request pages of a search. */
export function createRequester({
  queryClient,
  searchId,
  store,
  now,
  sources,
  evidence,
  onAnswer,
}: RequesterParts): SearchParts['requestPage'] {
  return async (request, lane, chain, source, isPoll) => {
    evidence?.witness.noteRequest()
    const stage = async ({ bytes, ...answer }: ApiAnswer) => {
      const at = formatInstant(now())
      if (!isPoll) onAnswer?.(request, bytes)
      const staged = isPoll
        ? await store.stageNew(bytes.buffer, chain, source)
        : await store.stage(bytes.buffer, chain, source)
      if (staged.problem) throw new ApiFailure({ kind: 'not-a-page', problem: staged.problem })
      const { ticket, firstRow, kept, body } = staged
      const { requestId = '' } = answer
      const facts = {
        at,
        request: formatApiRequest(request),
        count: staged.count,
        bytes: staged.bytes,
      }
      sources?.add(firstRow, kept, { ...answer, ...facts })
      evidence?.received.add({
        source,
        ticket,
        requestId,
        ...facts,
        ...(body !== undefined && { body }),
      })
      return { staged, at }
    }
    const page = await requestPage(queryClient, searchId, request, lane, stage)
    // The ledger and the receipt name the page by the same time.
    return { ...page, ...page.staged }
  }
}
