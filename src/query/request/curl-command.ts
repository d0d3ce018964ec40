/** A question as command lines that ask the same, for a terminal or a ticket. */

import type { LogQuery } from '../log-query.ts'
import type { ResolvedTimeRange } from '../time/time-range.ts'
import { toUnsentLine } from '../typed/unsent-filters.ts'
import { type ApiRequest, formatApiRequest, toFirstRequests } from './api-request.ts'

/** Where the API is found without a proxy. */
const apiBase = 'https://api.cloudflare.com/client/v4'

/** The request to Cloudflare itself; the token stays in the variable `CLOUDFLARE_API_TOKEN`. */
export function toCurlCommand(request: ApiRequest): string {
  const url = quote(apiBase + formatApiRequest(request))
  return `curl -H "Authorization: Bearer $CLOUDFLARE_API_TOKEN" ${url}`
}

/** The request to a Gumshoe at this origin, which adds the credential itself. */
export function toGumshoeCurlCommand(request: ApiRequest, origin: string): string {
  return `curl -H 'x-gumshoe: 1' ${quote(`${origin}/client/v4${formatApiRequest(request)}`)}`
}

/**
 * The commands for the first page of each request of a query, one a line, below a line that names what
 * they leave out. That line is a command that does nothing, not a comment: zsh would run a comment that
 * is pasted, and filters are anybody's text.
 */
export function toCurlLines(
  query: LogQuery,
  timeRange: ResolvedTimeRange,
  toCommand: (request: ApiRequest) => string,
): string {
  const unsent = toUnsentLine(query)
  return [
    ...(unsent === undefined ? [] : [`: ${quote(unsent)}`]),
    ...toFirstRequests(query, timeRange).map(toCommand),
  ].join('\n')
}

/** Quotes for a POSIX shell: inside single quotes nothing has a meaning. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
