/** Answers `/gumshoe/witness` with the public key, and `/gumshoe/witness/records` with the records of one search. */
import { headerNames } from '../../contract/headers.ts'
import { witnessPath, witnessRecordsPath } from '../../contract/paths.ts'
import type { WitnessInfo } from '../../contract/witness.ts'
import { toPrincipalKey } from '../access/principal.ts'
import type { GuardedAnswer } from '../guard/endpoints.ts'
import { createRateLimit } from '../guard/rate-limit.ts'
import { createErrorResponse, createJsonResponse } from '../http/error-response.ts'
import { parseSearchId } from './search-id.ts'
import { type SigningTools, signRecords } from './sign-records.ts'
import { streamAnswer } from './stream-answer.ts'

/** Questions for records in a minute, on Workers for each instance. A page asks once for each receipt. */
const rate = { maxPerKey: 60, maxTotal: 600 }

/** Answers with a `WitnessInfo`; `timestamps` says whether an authority is asked. */
export function answerWitness(
  { key }: Pick<SigningTools, 'key'>,
  timestamps: boolean,
): GuardedAnswer {
  const info: WitnessInfo = { key: key.publicKey, timestamps }
  const text = JSON.stringify(info)
  return function witness(_, record) {
    record.route = witnessPath
    return createJsonResponse(text)
  }
}

/** Answers with a `WitnessAnswer` about the search that the header names; waits for its answers under way. */
export function answerRecords(tools: SigningTools): GuardedAnswer {
  const countRequest = createRateLimit(() => performance.now(), rate)
  return async function records(request, record, principal) {
    record.route = witnessRecordsPath
    const waitMs = countRequest(toPrincipalKey(principal))
    if (waitMs > 0) {
      const headers = { [headerNames.retryAfter]: String(Math.ceil(waitMs / 1_000)) }
      return createErrorResponse('too-many-at-once', { messages: [tooMany], headers })
    }
    const parsed = parseSearchId(request)
    if ('refusal' in parsed) return parsed.refusal
    const { searchId } = parsed
    if (searchId === undefined) return createErrorResponse('bad-parameter', { messages: [missing] })
    const owner = { principal: toPrincipalKey(principal), searchId }
    const { body, ended } = streamAnswer(await signRecords(tools, owner))
    record.bodyEnd = ended
    return { status: 200, headers: { 'content-type': 'application/json' }, body }
  }
}

const missing = `The header “${headerNames.search}” is missing. It says of which search the records are.`

const tooMany = `Witness records were asked for more than ${rate.maxPerKey} times in a minute. Wait, then try again.`
