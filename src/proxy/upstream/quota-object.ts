/**
 * The quota on Workers. Isolates share no memory, so one Durable Object keeps the bucket and every isolate
 * calls it.
 */
import type { Lane } from '../../contract/lane.ts'
import type { Quota } from './quota.ts'
import { createQuotaBucket, type QuotaBucket } from './quota-bucket.ts'

/** The used part of a Durable Object's namespace. */
export type ObjectNamespace = {
  idFromName: (name: string) => unknown
  get: (id: unknown) => { fetch: (url: string, init: RequestInit) => Promise<Response> }
}

/** The used part of a Durable Object's state. */
export type ObjectState = {
  storage: {
    get: (key: string) => Promise<unknown>
    put: (key: string, value: unknown) => Promise<void>
  }
}

type Question = { [K in keyof QuotaBucket]: { ask: K; with: unknown } }[keyof QuotaBucket]

/** Only this program can call the object; the host has no meaning. */
const objectUrl = 'https://quota.internal/'

/** A quota kept by the one object of a namespace. */
export function createObjectQuota(namespace: ObjectNamespace): Quota {
  async function ask(question: Question): Promise<never> {
    const quota = namespace.get(namespace.idFromName('quota'))
    const response = await quota.fetch(objectUrl, {
      method: 'POST',
      body: JSON.stringify(question),
    })
    // Both ends are the same version of this program.
    return (await response.json()) as never
  }
  return {
    take: (lane, asker) => ask({ ask: 'take', with: { lane, asker } }),
    report: (observation) => ask({ ask: 'report', with: observation }),
    state: () => ask({ ask: 'state', with: null }),
  }
}

/**
 * The handler in the object. An idle object may be evicted after ten seconds and loses its bucket; a new one
 * starts as after ten seconds of filling. A cool-off can be longer, so it is stored.
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
