/** Who waits for an answer. The proxy lets few bulk requests in at once, and gives people precedence. */

/** `interactive`: a person at the screen. `bulk`: the reading of a whole time range. */
export type Lane = 'interactive' | 'bulk'

/** The lane named by the header `x-gumshoe-lane`; without a known one, a person is assumed. */
export function parseLane(header: string | null | undefined): Lane {
  return header === 'bulk' ? 'bulk' : 'interactive'
}
