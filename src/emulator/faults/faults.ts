/**
 * Failures between a client and the API, on demand. Tests control them in process; they cannot be reached over
 * HTTP.
 */
import type { ArrivalDelay } from '../data/entries/arrival.ts'

/** Returns the answer without the fault. */
export type TrueAnswer = () => Promise<Response>

/** Answers instead of the emulator; `reset` breaks the connection off. */
export type FaultResponder = (
  request: Request,
  trueAnswer: TrueAnswer,
) => Response | 'reset' | Promise<Response | 'reset'>

/** Whether a fault applies to a request. */
export type FaultPredicate = (request: Request) => boolean

/** The faults of one emulator. */
export type Faults = {
  /** Lets the responder answer the next `count` requests; several calls are queued. */
  next: (count: number, responder: FaultResponder) => void
  /** Lets the responder answer all requests that match the predicate, until cleared. */
  when: (predicate: FaultPredicate, responder: FaultResponder) => void
  /** Sets the emulator's clock ahead by this much; behind if negative. */
  skewClock: (byMs: number) => void
  /**
   * Lets entries appear after they happened, so that some appear after later ones: those of every log with this
   * delay; without one, those of v2 after 167 to 450 s.
   */
  arriveLate: (delay?: ArrivalDelay) => void
  /** Removes all faults. */
  clear: () => void
}

/** The faults of the emulator as a whole, rather than of single answers. */
export type FaultState = { skewMs: number; lateArrival: 'measured' | ArrivalDelay | undefined }

/** The faults, and the functions with which the emulator applies them. */
export type FaultSwitch = {
  faults: Faults
  faultState: () => FaultState
  respond: (request: Request, trueAnswer: TrueAnswer) => Promise<Response>
}

/** Creates an emulator's faults. Queued faults take precedence over those with a predicate. */
export function createFaultSwitch(): FaultSwitch {
  const noFaults: FaultState = { skewMs: 0, lateArrival: undefined }
  let faultState = noFaults
  let queue: { left: number; responder: FaultResponder }[] = []
  let rules: { predicate: FaultPredicate; responder: FaultResponder }[] = []

  function takeResponder(request: Request): FaultResponder | undefined {
    const [first] = queue
    if (!first) return rules.find(({ predicate }) => predicate(request))?.responder
    first.left--
    if (first.left <= 0) queue = queue.slice(1)
    return first.responder
  }

  return {
    faults: {
      next(count, responder) {
        if (count > 0) queue.push({ left: count, responder })
      },
      when(predicate, responder) {
        rules.push({ predicate, responder })
      },
      skewClock(skewMs) {
        faultState = { ...faultState, skewMs }
      },
      arriveLate(delay) {
        faultState = { ...faultState, lateArrival: delay ?? 'measured' }
      },
      clear() {
        faultState = noFaults
        queue = []
        rules = []
      },
    },
    faultState: () => faultState,
    async respond(request, trueAnswer) {
      const responder = takeResponder(request)
      if (!responder) return trueAnswer()
      const answer = await responder(request, trueAnswer)
      if (answer !== 'reset') return answer
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
      })
    },
  }
}
