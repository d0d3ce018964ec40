/** A request as a command line that asks the same, for a terminal or a ticket. */
import { type ApiRequest, formatApiRequest } from './api-request.ts'

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

/** Quotes for a POSIX shell: inside single quotes nothing has a meaning. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
