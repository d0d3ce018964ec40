/** An error answer of the API. `documentationUrl` is the link of its first error, if that has one. */
export type Refusal = {
  status: number
  codes: readonly number[]
  documentationUrl: string | undefined
}

/** The status and the codes of a refusal, as `with 400 (no code)`. */
export function toRefusalWords({ status, codes }: Refusal): string {
  return `with ${status} (${codes.length > 0 ? `code ${codes.join(', ')}` : 'no code'})`
}

/**
 * Ends a question without an answer. The message says why, in words that may be in the report. `refusal` is set when
 * the API refused the request.
 */
export class Unanswered extends Error {
  override readonly name = 'Unanswered'
  readonly refusal: Refusal | undefined

  constructor(reason: string, refusal?: Refusal) {
    super(reason)
    this.refusal = refusal
  }
}
