/**
 * The arithmetic of the quota, without a clock: a token bucket that grants at most its limit in any five
 * minutes, reserves a part for interactive requests, and pauses after a 429. When more than half is used,
 * each caller gets an equal share. Cloudflare blocks all calls for five minutes after 1,200 in five minutes.
 */

import type { Lane } from '../../contract/lane.ts'
import type { QuotaState } from '../../contract/status.ts'
import { createQuotaShares } from './quota-shares.ts'
import { createQuotaWindow, quotaWindowMs } from './quota-window.ts'

/** The answer to a request for a permission. */
export type QuotaAnswer = { granted: true } | { granted: false; waitMs: number; isCoolOff: boolean }

/** The limits that an upstream response reports. */
export type QuotaObservation = {
  status: number
  /** From `Retry-After`; absent without a usable one. */
  retryAfterMs?: number | undefined
  /** From `Ratelimit`: requests left, and milliseconds until the limit resets. */
  left?: { requests: number; resetMs: number } | undefined
}

/** The counting part of a quota. Times are milliseconds since the epoch. */
export type QuotaBucket = {
  /** `asker` identifies the caller; the proxy's own requests have none. */
  take: (lane: Lane, nowMs: number, asker?: string) => QuotaAnswer
  report: (observation: QuotaObservation, nowMs: number) => number
  state: (nowMs: number) => QuotaState
}

/** The share of the bucket, and the number of upstream's remaining requests, that bulk requests may not use. */
const reserve = { ofBurst: 0.3, ofUpstream: 50 } as const

/** Pauses after a 429 without `Retry-After`: each in a row is twice as long, up to the maximum. */
const coolOffs = { firstMs: 60_000, maxMs: 300_000 } as const

/**
 * Creates a bucket, full or filled as after `filledForMs`. A sixth of the limit may be used at once; the rest
 * is spread over the five minutes.
 */
export function createQuotaBucket(
  limit: number,
  { filledForMs = Number.POSITIVE_INFINITY }: { filledForMs?: number } = {},
): QuotaBucket {
  const burst = Math.max(1, Math.floor(limit / 6))
  const perMs = Math.max(1, limit - burst) / quotaWindowMs
  const shares = createQuotaShares(burst / 2, perMs)
  const granted = createQuotaWindow()
  const tokens = createTokens(burst, perMs, filledForMs)
  /** When counting began, if requests may have been made before. */
  let countedFromMs: number | undefined
  const coolOff = createCoolOff()
  let upstream: { left: number; resetsMs: number } | undefined

  function refill(nowMs: number): void {
    if (Number.isFinite(filledForMs)) countedFromMs ??= nowMs
    tokens.refill(nowMs)
    if (upstream && upstream.resetsMs <= nowMs) upstream = undefined
  }

  /** The wait for the shares of others; 0 while the bucket is more than half full. */
  function findShareWaitMs(asker: string | undefined, nowMs: number): number {
    if (asker === undefined) return 0
    const waitMs = shares.waitMs(asker, nowMs)
    return Math.min(waitMs, tokens.waitMs(burst / 2 + 1))
  }

  function take(lane: Lane, nowMs: number, asker?: string): QuotaAnswer {
    refill(nowMs)
    // A caller that has to wait still counts as one of those who share.
    const shareWaitMs = findShareWaitMs(asker, nowMs)
    const coolOffMs = coolOff.leftMs(nowMs)
    if (coolOffMs > 0) return refuse(coolOffMs, true)
    const isBulk = lane === 'bulk'
    const leftAtLeast = isBulk ? reserve.ofUpstream : 0
    if (upstream && upstream.left <= leftAtLeast) return refuse(upstream.resetsMs - nowMs, false)
    const needed = 1 + (isBulk ? Math.floor(burst * reserve.ofBurst) : 0)
    if (!tokens.has(needed)) return refuse(tokens.waitMs(needed), false)
    if (shareWaitMs > 0) return refuse(shareWaitMs, false)
    tokens.spend()
    if (asker !== undefined) shares.spend(asker)
    granted.add(nowMs)
    if (upstream) upstream.left -= 1
    return { granted: true }
  }

  function report({ status, retryAfterMs, left }: QuotaObservation, nowMs: number): number {
    if (left) upstream = { left: left.requests, resetsMs: nowMs + left.resetMs }
    return coolOff.report(status, retryAfterMs, nowMs)
  }

  function state(nowMs: number): QuotaState {
    refill(nowMs)
    const coolOffMs = coolOff.leftMs(nowMs)
    const { used, clearsMs } = granted.read(nowMs)
    const remaining = Math.min(limit - used, upstream?.left ?? limit)
    const resetsMs = upstream?.resetsMs ?? clearsMs
    return {
      used,
      mayBeMore: countedFromMs !== undefined && nowMs - countedFromMs < quotaWindowMs,
      limit,
      remaining: coolOffMs > 0 ? 0 : Math.max(0, remaining),
      resetsAt: resetsMs === undefined ? null : new Date(Math.ceil(resetsMs)).toISOString(),
      coolOffUntil: coolOffMs > 0 ? new Date(nowMs + coolOffMs).toISOString() : null,
    }
  }

  return { take, report, state }
}

function refuse(waitMs: number, isCoolOff: boolean): QuotaAnswer {
  return { granted: false, waitMs: Math.max(1, Math.ceil(waitMs)), isCoolOff }
}

/** Creates the tokens of a bucket with `capacity`, filled as after `filledForMs` at a rate of `perMs`. */
function createTokens(capacity: number, perMs: number, filledForMs: number) {
  let count = Math.min(capacity, filledForMs * perMs)
  let filledMs = Number.NEGATIVE_INFINITY
  return {
    /** Adds the tokens of the time since the last call. */
    refill(nowMs: number): void {
      // A clock that was set back must neither remove tokens nor stop the refill.
      if (nowMs > filledMs && Number.isFinite(filledMs)) {
        count = Math.min(capacity, count + (nowMs - filledMs) * perMs)
      }
      filledMs = nowMs
    },
    /** Whether there are `needed` tokens. They are fractions, whose sums have rounding errors. */
    has: (needed: number): boolean => count >= needed - 1e-6,
    /** Milliseconds until there are `needed` tokens; 0 when there are. */
    waitMs: (needed: number): number => Math.max(0, needed - count) / perMs,
    spend(): void {
      count -= 1
    },
  }
}

type CoolOff = {
  /** Milliseconds until requests may be made again; 0 without a cool-off. */
  leftMs: (nowMs: number) => number
  /** Begins or extends the cool-off after a 429 and returns its length; 0 after any other status. */
  report: (status: number, retryAfterMs: number | undefined, nowMs: number) => number
}

/** Creates the pause after a 429, during which no request may be made. */
function createCoolOff(): CoolOff {
  let untilMs = 0
  let refusalsInARow = 0
  return {
    leftMs: (nowMs) => Math.max(0, untilMs - nowMs),
    report(status, retryAfterMs, nowMs) {
      if (status !== 429) {
        refusalsInARow = 0
        return 0
      }
      const pauseMs =
        retryAfterMs ?? Math.min(coolOffs.maxMs, coolOffs.firstMs * 2 ** refusalsInARow)
      refusalsInARow++
      untilMs = Math.max(untilMs, nowMs + pauseMs)
      return untilMs - nowMs
    },
  }
}
