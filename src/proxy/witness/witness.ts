/**
 * The witness: for each final answer of the API to a request that belongs to a search, it makes a record of what came. It
 * copies bodies while they pass, and delays none.
 */
import type { WitnessRecord } from '../../contract/witness.ts'
import type { HashFunction } from '../../evidence/merkle/hash-leaf.ts'
import { type Principal, toPrincipalKey } from '../access/principal.ts'
import type { AbortSignalLike } from '../http/abort-source.ts'
import { type ProxyRequest, stayFor } from '../http/request-context.ts'
import type { UpstreamResponse } from '../upstream/seam.ts'
import { type CopyRoom, createCopyRoom } from './copy-room.ts'
import { describeBody, noBody } from './describe-body.ts'
import type { SigningKey } from './signing-key.ts'
import { watchAnswer } from './watch-answer.ts'
import type { WitnessKeeper } from './witness-keeper.ts'

/** What the witness gets from the runtime. */
export type WitnessSettings = {
  key: SigningKey
  keeper: WitnessKeeper
  hash: HashFunction
  /** The name of the upstream in records: the origin of the API, or `emulator`. */
  upstreamName: string
  /** The maximum memory for copies of bodies that are under way. */
  maxCopyBytes: number
}

/** Dependencies of the witness. */
export type WitnessTools = {
  witness: WitnessSettings
  now: () => number
  /** The id of the API token, when it is known. */
  findTokenId: () => string | undefined
}

/** What was seen of an answer: a record without its search and without who asked. */
export type SeenAnswer = Omit<
  WitnessRecord,
  'type' | 'number' | 'previous' | 'requestId' | 'method' | 'principal'
>

/** What the caller knows of an answer. */
export type AnswerFacts = {
  target: string
  /** Aborts when the body is not read any further. */
  signal: AbortSignalLike
  /** The Ray ID, if it has its documented form. */
  ray: string | undefined
  /** The key of the principal whose request it is. */
  owner: string
}

/** The request whose answer is recorded. */
export type RecordedRequest = { searchId: string; principal: Principal; requestId: string }

/** Sees answers and records them. */
export type Witness = {
  /** Watches an answer. `seen` never rejects; it resolves when the body has ended, however it ended. */
  watch: (
    response: UpstreamResponse,
    facts: AnswerFacts,
  ) => { response: UpstreamResponse; seen: Promise<SeenAnswer> }
  /** Asks, and records what was seen of the answer. The record may be made after the answer was given. */
  record: <Answer extends { seen?: Promise<SeenAnswer> | undefined }>(
    request: ProxyRequest,
    recorded: RecordedRequest,
    ask: () => Promise<Answer>,
  ) => Promise<Answer>
}

/** Dates as RFC 9110 (section 5.6.7) writes them. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** Creates a witness. */
export function createWitness(tools: WitnessTools): Witness {
  const { maxCopyBytes, keeper } = tools.witness
  const room = createCopyRoom({ maxBytes: maxCopyBytes, maxBytesOfOne: maxCopyBytes / 2 })

  return {
    watch: (response, facts) => watch(tools, room, response, facts),
    async record(request, { searchId, principal, requestId }, ask) {
      const owner = { principal: toPrincipalKey(principal), searchId }
      // A keeper that fails must not lose the answer; the page sees that there is no record.
      const begun = Promise.resolve(keeper.begin(owner, requestId)).catch(() => undefined)
      let seen: Promise<SeenAnswer> | undefined
      try {
        const answer = await ask()
        seen = answer.seen
        await begun
        return answer
      } finally {
        stayFor(request, end(seen))
      }

      async function end(ending: Promise<SeenAnswer> | undefined): Promise<void> {
        const found = await ending
        const draft = found && {
          ...found,
          requestId,
          method: 'GET' as const,
          principal: toPrincipalName(principal),
        }
        await begun
        await keeper.end(owner, requestId, draft)
      }
    },
  }
}

function watch(
  { witness, now, findTokenId }: WitnessTools,
  room: CopyRoom,
  answer: UpstreamResponse,
  { target, signal, ray, owner }: AnswerFacts,
): { response: UpstreamResponse; seen: Promise<SeenAnswer> } {
  const { status } = answer
  const date = answer.header('date') ?? ''
  const mayBePage =
    status === 200 && /^application\/json\b/i.test(answer.header('content-type') ?? '')
  let endMs = 0
  const { response, seen } = watchAnswer(answer, {
    signal,
    room: {
      take: (bytes) => room.take(owner, bytes),
      release: (bytes) => room.release(owner, bytes),
    },
    onEnd: () => {
      endMs = now()
    },
    read: (bytes) => describeBody(bytes, { target, mayBePage }, witness.hash),
  })
  const toSeen = (facts = noBody): SeenAnswer => ({
    upstream: witness.upstreamName,
    target,
    status,
    ray: ray ?? null,
    date: httpDate.test(date) ? date : null,
    ...facts,
    credential: findTokenId() ?? null,
    at: new Date(endMs).toISOString(),
  })
  return { response, seen: seen.then(toSeen) }
}

/** `<kind>:<name>`, or the kind alone where the name says the same. */
function toPrincipalName({ kind, name }: Principal): string {
  return kind === name ? kind : `${kind}:${name}`
}
