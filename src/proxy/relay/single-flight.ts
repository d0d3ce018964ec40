/**
 * Identical questions that are asked while the first of them still waits for its answer share one
 * call upstream. Nothing is kept beyond that: once an answer begins, the next question is a new one.
 */

import { type AbortSignalLike, type AbortSource, createAbortSource } from '../http/abort-source.ts'
import { gunzip } from '../http/bodies.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { BodyEnd } from '../http/request-context.ts'
import { fanOut } from './fan-out.ts'

/** An answer, how its body ended once it has, and what the record of the request learns. */
export type Answer = {
  response: ProxyResponse
  ended: Promise<BodyEnd> | undefined
  upstreamStatus: number | undefined
  retries: number | undefined
}

type Flight = {
  members: number
  present: number
  stop: AbortSource
  answers: Promise<readonly Answer[]> | undefined
}

/** Asks, or joins those who ask the same. */
export type SingleFlight = (
  key: string,
  client: AbortSignalLike,
  ask: (client: AbortSignalLike) => Promise<Answer>,
) => Promise<Answer>

/** Asks for each by itself, where requests must not wait for each other. */
export const askAlone: SingleFlight = (_, client, ask) => ask(client)

/** Creates it. The signal that `ask` gets aborts when the last of those who wait has gone. */
export function createSingleFlight(): SingleFlight {
  const flights = new Map<string, Flight>()

  function begin(key: string, ask: (client: AbortSignalLike) => Promise<Answer>): Flight {
    const stop = createAbortSource()
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key)
    }
    stop.signal.addEventListener('abort', land)
    const askAndLand = async () => {
      try {
        const answer = await ask(stop.signal)
        return split(answer, flight.members)
      } finally {
        land()
      }
    }
    const flight: Flight = { members: 0, present: 0, stop, answers: undefined }
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
