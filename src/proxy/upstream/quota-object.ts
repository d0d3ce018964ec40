/**
 * The quota of a proxy that runs in many isolates at once: they share no memory, so one Durable Object
 * keeps the bucket for all of them, and each asks it.
 */
import type { Lane } from '../../contract/lane.ts'
import type { Quota } from './quota.ts'
import { createQuotaBucket, type QuotaBucket } from './quota-bucket.ts'

/** What is used of a Durable Object's namespace. */
export type ObjectNamespace = {
  idFromName: (name: string) => unknown
  get: (id: unknown) => { fetch: (url: string, init: RequestInit) => Promise<Response> }
}

/** What is used of a Durable Object's state. */
export type ObjectState = {
  storage: {
    get: (key: string) => Promise<unknown>
    put: (key: string, value: unknown) => Promise<void>
  }
}

type Question = { [K in keyof QuotaBucket]: { ask: K; with: unknown } }[keyof QuotaBucket]

/** Only this program reaches the object; the host is a name without meaning. */
const objectUrl = 'https://quota.internal/'

/** A quota that is kept by the one object of a namespace. */
export function createObjectQuota(namespace: ObjectNamespace): Quota {
  async function ask(question: Question): Promise<never> {
    const quota = namespace.get(namespace.idFromName('quota'))
    const response = await quota.fetch(objectUrl, {
      method: 'POST',
      body: JSON.stringify(question),
    })
    // Both ends are this program, of one and the same version.
    return (await response.json()) as never
  }
  return {
    take: (lane, asker) => ask({ ask: 'take', with: { lane, asker } }),
    report: (observation) => ask({ ask: 'report', with: observation }),
    state: () => ask({ ask: 'state', with: null }),
  }
}

/**
 * The object's side. It forgets its bucket when it has been idle for ten seconds or more, and then
 * begins with what ten seconds would have filled; a cool-off is remembered, because it is longer.
 */
export function createQuotaKeeper(limit: number, state: ObjectState, now: () => number) {
  let bucket: Promise<QuotaBucket> | undefined

  async function recall(): Promise<QuotaBucket> {
    const made = createQuotaBucket(limit, { filledForMs: 10_000 })
    const untilMs = await state.storage.get('coolOffUntilMs')
    if (typeof untilMs === 'number' && untilMs > now()) {
      made.report({ status: 429, retryAfterMs: untilMs - now() }, now())
    }
    return made
  }

  return async function answer(request: Request): Promise<Response> {
    bucket ??= recall()
    const kept = await bucket
    const question = (await request.json()) as Question
    if (question.ask === 'take') {
      const { lane, asker } = question.with as { lane: Lane; asker?: string }
      return Response.json(kept.take(lane, now(), asker))
    }
    if (question.ask === 'state') return Response.json(kept.state(now()))
    const pauseMs = kept.report(question.with as Parameters<QuotaBucket['report']>[0], now())
    if (pauseMs > 0) await state.storage.put('coolOffUntilMs', now() + pauseMs)
    return Response.json(pauseMs)
  }
}
