/** Formats a query as curl commands, for a terminal or a ticket. */
import type { LogQuery } from '../log-query.ts'
import type { ResolvedTimeRange } from '../time/time-range.ts'
import { toUnsentLine } from '../typed/unsent-filters.ts'
import { type ApiRequest, formatApiRequest, toFirstRequests } from './api-request.ts'

/** The address of Cloudflare's own API. */
const apiBase = 'https://api.cloudflare.com/client/v4'

/** The command that asks Cloudflare; the shell reads the token from the variable `CLOUDFLARE_API_TOKEN`. */
export function toCurlCommand(request: ApiRequest): string {
  const url = quote(apiBase + formatApiRequest(request))
  return `curl -H "Authorization: Bearer $CLOUDFLARE_API_TOKEN" ${url}`
}

/** The command that asks Gumshoe at this origin, such as `https://gumshoe.example`; Gumshoe adds the credential. */
export function toGumshoeCurlCommand(request: ApiRequest, origin: string): string {
  return `curl -H 'x-gumshoe: 1' ${quote(`${origin}/client/v4${formatApiRequest(request)}`)}`
}

/**
 * The commands for the first page of each request of a query, one per line. When requests do not carry the whole query,
 * the first line names the rest.
 */
export function toCurlLines(
  query: LogQuery,
  timeRange: ResolvedTimeRange,
  toCommand: (request: ApiRequest) => string,
): string {
  const unsent = toUnsentLine(query)
  return [
    ...(unsent === undefined ? [] : [toQuietLine(unsent)]),
    ...toFirstRequests(query, timeRange).map(toCommand),
  ].join('\n')
}

/**
 * A line for a shell that has a remark and no effect. It is a command (`:`) and not a comment: zsh runs a comment that is
 * pasted, and filters are untrusted text.
 */
export function toQuietLine(remark: string): string {
  return `: ${quote(remark)}`
}

/** Quotes a text for a POSIX shell, which interprets nothing inside of single quotes. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
