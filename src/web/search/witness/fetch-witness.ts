/** Asks the proxy for its records of a search. */
import { z } from '../../../cloudflare/schema.ts'
import { headerNames } from '../../../contract/headers.ts'
import { witnessRecordsPath } from '../../../contract/paths.ts'
import type { WitnessAnswer } from '../../../contract/witness.ts'
import { fetchOwn } from '../../api/api-client.ts'
import { ApiFailure } from '../../api/api-failure.ts'

/** What merging the records needs of them. Whether they are right is the verifier's question. */
const answerSchema = z.looseObject({
  records: z.array(
    z.looseObject({
      record: z.looseObject({ number: z.number(), requestId: z.string() }),
      proof: z.array(z.string()),
    }),
  ),
  heads: z.array(z.looseObject({ head: z.looseObject({}), signature: z.string() })),
  key: z.looseObject({ fingerprint: z.string(), pem: z.string(), isEphemeral: z.boolean() }),
  dropped: z.number(),
  isKnown: z.boolean(),
})

/** The records of a search. Rejects with an `ApiFailure`, or when aborted. */
export async function fetchWitness(searchId: string, signal: AbortSignal): Promise<WitnessAnswer> {
  const { bytes } = await fetchOwn(witnessRecordsPath, signal, {
    headers: { [headerNames.search]: searchId },
  })
  const answer: unknown = parseJson(bytes)
  if (!answerSchema.safeParse(answer).success) {
    throw new ApiFailure({ kind: 'not-a-page', problem: { kind: 'not-an-envelope' } })
  }
  return answer as WitnessAnswer
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
