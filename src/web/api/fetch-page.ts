/** Fetches one page of a dataset and checks that it may be counted. */
import { type Page, parsePage } from '../../cloudflare/page.ts'
import type { ApiRequest } from '../../query/request/api-request.ts'
import { type ApiAnswer, fetchApi } from './api-client.ts'
import { ApiFailure } from './api-failure.ts'

/** A valid page, with facts about its response. */
export type FetchedPage = Page & Omit<ApiAnswer, 'bytes'> & { bytes: number }

/** Fetches one page. Rejects with an `ApiFailure` when it may not be counted. */
export async function fetchPage(request: ApiRequest, signal: AbortSignal): Promise<FetchedPage> {
  const { bytes, ...answer } = await fetchApi(request, signal)
  const { page, problem } = parsePage(bytes)
  if (problem) throw new ApiFailure({ kind: 'not-a-page', problem })
  return { ...page, ...answer, bytes: bytes.length }
}
