/** One page of a dataset: asked, judged, or refused with the reason. */
import { type Page, parsePage } from '../../cloudflare/page.ts'
import type { ApiRequest } from '../../query/api-request.ts'
import { fetchApi } from './api-client.ts'
import { ApiFailure } from './api-failure.ts'

/** A page that counts, with the id under which the proxy logged the request. */
export type FetchedPage = Page & { requestId: string | undefined; bytes: number }

/** Fetches and judges one page. Rejects with an `ApiFailure` when it may not be counted. */
export async function fetchPage(request: ApiRequest, signal: AbortSignal): Promise<FetchedPage> {
  const { bytes, requestId } = await fetchApi(request, signal)
  const { page, problem } = parsePage(bytes)
  if (problem) throw new ApiFailure({ kind: 'not-a-page', problem })
  return { ...page, requestId, bytes: bytes.length }
}
