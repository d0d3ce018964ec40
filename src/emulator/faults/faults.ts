/**
 * What can go wrong between a client and the API, on demand. Faults live in the process only: tests
 * hold them in their hands, and nothing over HTTP reaches them.
 */

/** Gives the answer that there would be without the fault. */
export type TrueAnswer = () => Promise<Response>

/** Answers instead of the emulator; `reset` breaks the connection off. */
export type FaultResponder = (
  request: Request,
  trueAnswer: TrueAnswer,
) => Response | 'reset' | Promise<Response | 'reset'>

/** Whether a fault concerns a request. */
export type FaultPredicate = (request: Request) => boolean

/** The faults of one emulator. */
export type Faults = {
  /** The next `count` requests are answered by the responder; calls queue up. */
  next: (count: number, responder: FaultResponder) => void
  /** Requests that the predicate holds for are answered by the responder, until cleared. */
  when: (predicate: FaultPredicate, responder: FaultResponder) => void
  /** The emulator's clock goes before (or, below 0, behind) everybody else's by this much. */
  skewClock: (byMs: number) => void
  /** Entries of v2 appear 167 to 450 s after they happened, some behind others that came later. */
  arriveLate: () => void
  /** All is well again. */
  clear: () => void
}

/** What is wrong with the emulator itself, rather than with an answer. */
export type FaultState = { skewMs: number; arrivesLate: boolean }

/** Faults, and the way through them for the emulator itself. */
export type FaultSwitch = {
  faults: Faults
  faultState: () => FaultState
  respond: (request: Request, trueAnswer: TrueAnswer) => Promise<Response>
}

/** Creates an emulator's faults. A queued fault goes before one with a predicate. */
export function createFaultSwitch(): FaultSwitch {
  const well: FaultState = { skewMs: 0, arrivesLate: false }
  let faultState = well
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
      arriveLate() {
        faultState = { ...faultState, arrivesLate: true }
      },
      clear() {
        faultState = well
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
