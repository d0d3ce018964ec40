/** The handler of an endpoint that needs no identity. */
import type { ProxyResponse } from './proxy-response.ts'
import type { ProxyRequest, RequestRecord } from './request-context.ts'

/** Answers any request that passed the checks; adds facts about the request to its record for the log. */
export type OpenAnswer = (
  request: ProxyRequest,
  record: RequestRecord,
) => ProxyResponse | Promise<ProxyResponse>
