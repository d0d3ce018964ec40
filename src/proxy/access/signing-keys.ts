/**
 * The public keys of the sign-in proxy. Requests wait for them before they are identified, so an outage of the key
 * server must cost little: there is one fetch at a time, failures are remembered, and few requests wait.
 */
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose'
import { type ProxyRequest, stayFor } from '../http/request-context.ts'

/** Dependencies of the keys. */
export type SigningKeysTools = {
  /** The address of the JSON Web Key Set. */
  url: string
  fetchKeys: (url: string, init: RequestInit) => Promise<Response>
  /** Milliseconds since the epoch. */
  now: () => number
  /** The minimum time between two fetches because of an unknown key; by default 30 s. */
  cooldownMs?: number | undefined
}

/** The keys. */
export type SigningKeys = {
  /** Finds the key of a token for one request; rejects with `KeysUnavailable` when the keys cannot be fetched. */
  toGetKey: (request: ProxyRequest) => JWTVerifyGetKey<CryptoKey>
  /** Fetches the keys before the first token needs them, and reports whether that succeeded. Not for Workers. */
  prefetch: () => Promise<boolean>
}

/** The keys cannot be fetched now, which says nothing about the token. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable'
  /** After how many milliseconds another request may help. */
  readonly waitMs: number

  constructor(waitMs: number) {
    super('The keys of the sign-in proxy cannot be fetched.')
    this.waitMs = waitMs
  }
}

/** Limits on fetching keys, in milliseconds and requests. */
export const keyLimits = {
  /** The maximum duration of a fetch. */
  timeoutMs: 5_000,
  /** How long a failed fetch is not repeated. */
  failureMemoryMs: 15_000,
  /** The age from which keys are fetched again while they are in use. */
  refreshAgeMs: 1_800_000,
  /** The age from which keys are not used. */
  maxAgeMs: 3_600_000,
  cooldownMs: 30_000,
  /** With the concurrent requests of identified callers this is below the maximum of connections. */
  maxWaiting: 32,
} as const

type KeySet = { find: ReturnType<typeof createLocalJWKSet>; fetchedMs: number }

/** Creates the keys; the first token fetches them, unless that was done before. */
export function createSigningKeys(tools: SigningKeysTools): SigningKeys {
  const { now, cooldownMs = keyLimits.cooldownMs } = tools
  let current: KeySet | undefined
  let failedMs: number | undefined
  let pending: Promise<void> | undefined
  let waiting = 0

  // A clock that is set back would make pauses longer, so a time in the future counts as long ago.
  const isYounger = (sinceMs: number, ageMs: number) => now() >= sinceMs && now() - sinceMs < ageMs
  const findUsable = () =>
    current && isYounger(current.fetchedMs, keyLimits.maxAgeMs) ? current : undefined

  async function load(): Promise<void> {
    try {
      current = { find: createLocalJWKSet(await fetchKeySet(tools)), fetchedMs: now() }
      failedMs = undefined
    } catch {
      failedMs = now()
    }
  }

  /** Starts a fetch, unless one runs; resolves when it ends. */
  function refresh(request?: ProxyRequest): Promise<void> {
    if (pending) return pending
    const started = load().finally(() => {
      if (pending === started) pending = undefined
    })
    pending = started
    // On Workers, a fetch is canceled with the request that started it.
    if (request) stayFor(request, started)
    return started
  }

  const hasFailed = () => failedMs !== undefined && isYounger(failedMs, keyLimits.failureMemoryMs)

  async function waitForRefresh(request: ProxyRequest): Promise<KeySet> {
    if (!hasFailed()) {
      if (waiting >= keyLimits.maxWaiting) throw new KeysUnavailable(1_000)
      waiting++
      const started = refresh(request)
      const ended = await endsInTime(started).finally(() => waiting--)
      if (!ended && pending === started) {
        pending = undefined
        failedMs = now()
      }
    }
    const usable = findUsable()
    if (failedMs === undefined && usable) return usable
    throw new KeysUnavailable((failedMs ?? now()) + keyLimits.failureMemoryMs - now())
  }

  function toGetKey(request: ProxyRequest): JWTVerifyGetKey<CryptoKey> {
    return async function getKey(header, token) {
      const usable = findUsable()
      if (!usable) return (await waitForRefresh(request)).find(header, token)
      if (!isYounger(usable.fetchedMs, keyLimits.refreshAgeMs) && !hasFailed()) {
        void refresh(request)
      }
      try {
        return await usable.find(header, token)
      } catch (error) {
        const isUnknown = error instanceof errors.JWKSNoMatchingKey
        if (!isUnknown || isYounger(usable.fetchedMs, cooldownMs)) throw error
        return (await waitForRefresh(request)).find(header, token)
      }
    }
  }

  async function prefetch(): Promise<boolean> {
    await refresh()
    return findUsable() !== undefined
  }

  return { toGetKey, prefetch }
}

/** Fetches a key set; rejects when the answer is not 200 or is late. */
async function fetchKeySet({ url, fetchKeys }: SigningKeysTools) {
  const response = await fetchKeys(url, {
    headers: { accept: 'application/json, application/jwk-set+json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(keyLimits.timeoutMs),
  })
  if (response.status === 200) return response.json()
  await response.body?.cancel()
  throw new Error('The answer is not 200.')
}

/**
 * Whether a fetch ends soon after its timeout. On Workers one that another request started may never end, because
 * that request was canceled.
 */
async function endsInTime(fetching: Promise<void>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), keyLimits.timeoutMs + 500)
  })
  return Promise.race([fetching.then(() => true), timeout]).finally(() => clearTimeout(timer))
}
