/** The priority of a request. The proxy admits few bulk requests at once and serves interactive requests first. */

/** `interactive`: a person is waiting. `bulk`: a whole time range is being read. */
export type Lane = 'interactive' | 'bulk'

/** The lane named by the header `x-gumshoe-lane`; `interactive` for any other value. */
export function parseLane(header: string | null | undefined): Lane {
  return header === 'bulk' ? 'bulk' : 'interactive'
}
