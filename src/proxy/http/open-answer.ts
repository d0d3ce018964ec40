/** The handler of an endpoint that needs no identity. */
import type { ProxyResponse } from './proxy-response.ts'
import type { ProxyRequest, RequestRecord } from './request-context.ts'

/** Answers any request that passed the checks; adds what it learns to the record for the log. */
export type OpenAnswer = (
  request: ProxyRequest,
  record: RequestRecord,
) => ProxyResponse | Promise<ProxyResponse>
