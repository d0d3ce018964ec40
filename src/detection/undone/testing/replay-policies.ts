/** A naive reference: replays calls that change policies, and says which are loose at the end, without looking at entries. */

/** A call about one of a few policies. The minute is the time. */
export type PolicyCall = {
  policy: number
  how: 'create' | 'replace' | 'patch' | 'rename' | 'delete'
  decision: 'allow' | 'deny' | 'bypass' | 'non_identity'
  isFailed: boolean
}

/** What became of a call that loosened a policy: the minute of the call that closed it last, or none. */
export type Replayed = { kind: 'open' } | { kind: 'undone'; by: number }

/** The calls by minute; the answer for the call at `minute`, which loosened its policy. */
export function replayPolicies(calls: readonly PolicyCall[], minute: number): Replayed {
  const policy = calls[minute]?.policy
  let isLoose = true
  let closedAt = -1
  for (let at = minute + 1; at < calls.length; at++) {
    const call = calls[at]
    if (!call || call.policy !== policy || call.isFailed || call.how === 'rename') continue
    const isLooseNow = call.how !== 'delete' && isLoosening(call)
    if (isLoose && !isLooseNow) closedAt = at
    isLoose = isLooseNow
  }
  return isLoose ? { kind: 'open' } : { kind: 'undone', by: closedAt }
}

/** Whether the decision of a call lets someone in without a sign-in. */
export function isLoosening({ decision }: PolicyCall): boolean {
  return decision === 'bypass' || decision === 'non_identity'
}
