/**
 * Lets identical requests share one upstream call while the first still waits for its response. Nothing is
 * cached: after the response has begun, an identical request makes a new call.
 */

import { type AbortSignalLike, type AbortSource, createAbortSource } from '../http/abort-source.ts'
import { gunzip } from '../http/bodies.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { BodyEnd } from '../http/request-context.ts'
import type { SeenAnswer } from '../witness/witness.ts'
import { fanOut } from './fan-out.ts'

/** A response, a promise of how its body ended, and facts for the request record. */
export type Answer = {
  response: ProxyResponse
  ended: Promise<BodyEnd> | undefined
  upstreamStatus: number | undefined
  retries: number | undefined
  /** What the witness saw of it, if it watched. */
  seen?: Promise<SeenAnswer> | undefined
}

type Flight<Result> = {
  members: number
  present: number
  stop: AbortSource
  answers: Promise<readonly Result[]> | undefined
}

/** Makes a call, or joins an identical one in progress. */
export type SingleFlight<Result = Answer> = (
  key: string,
  client: AbortSignalLike,
  ask: (client: AbortSignalLike) => Promise<Result>,
) => Promise<Result>

/** Makes a separate call for each request, where they must not wait for each other. */
export const askAlone = <Result>(
  _: string,
  client: AbortSignalLike,
  ask: (client: AbortSignalLike) => Promise<Result>,
) => ask(client)

/** Creates a single flight of answers, whose bodies are divided among those who wait. */
export function createSingleFlight(): SingleFlight {
  return createSharedCalls(split)
}

/**
 * Creates a single flight of any result; `divide` gives one for each of `count` clients. The signal passed to `ask`
 * aborts when the last waiting client has gone.
 */
export function createSharedCalls<Result>(
  divide: (result: Result, count: number) => readonly Result[],
): SingleFlight<Result> {
  const flights = new Map<string, Flight<Result>>()

  function begin(key: string, ask: (client: AbortSignalLike) => Promise<Result>): Flight<Result> {
    const stop = createAbortSource()
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key)
    }
    stop.signal.addEventListener('abort', land)
    const askAndLand = async () => {
      try {
        const answer = await ask(stop.signal)
        return divide(answer, flight.members)
      } finally {
        land()
      }
    }
    const flight: Flight<Result> = { members: 0, present: 0, stop, answers: undefined }
    flights.set(key, flight)
    flight.answers = askAndLand()
    return flight
  }

  return async function join(key, client, ask) {
    const flight = flights.get(key) ?? begin(key, ask)
    const index = flight.members++
    flight.present++
    const leave = () => {
      flight.present--
      if (flight.present === 0) flight.stop.abort()
    }
    if (client.aborted) leave()
    else client.addEventListener('abort', leave)
    const answer = (await flight.answers)?.[index]
    if (!answer) throw new Error('An answer was not split for all who asked.')
    return answer
  }
}

function split(answer: Answer, count: number): readonly Answer[] {
  if (count === 1) return [answer]
  const { response, ...rest } = answer
  const { status, body } = response
  if (body === null || body instanceof Uint8Array)
    return Array.from({ length: count }, () => answer)
  // Shared bodies are sent decompressed, so the length and coding of the wire no longer describe them.
  const { 'content-encoding': coding, 'content-length': _, ...headers } = response.headers
  return fanOut(coding === 'gzip' ? gunzip(body) : body, count).map((each) => ({
    ...rest,
    response: { status, headers, body: each.body },
    ended: each.ended,
  }))
}
