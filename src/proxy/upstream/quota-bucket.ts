/**
 * The arithmetic of the quota, without a clock: a token bucket that in any five minutes grants no more
 * than its limit, keeps a part in hand for people, and stands still while upstream wants to be left
 * alone. Who asks more than others does not get more, once half of it is gone. Cloudflare blocks every call
 * for five minutes once 1,200 were made in five minutes.
 */

import type { Lane } from '../../contract/lane.ts'
import type { QuotaState } from '../../contract/status.ts'
import { createQuotaShares } from './quota-shares.ts'
import { createQuotaWindow, quotaWindowMs } from './quota-window.ts'

/** The answer to a wish to call upstream. */
export type QuotaAnswer = { granted: true } | { granted: false; waitMs: number; isCoolOff: boolean }

/** What an upstream answer said about limits. */
export type QuotaObservation = {
  status: number
  /** From `Retry-After`; absent when it had none or none that can be used. */
  retryAfterMs?: number | undefined
  /** From `Ratelimit`: requests left, and milliseconds until the window ends. */
  left?: { requests: number; resetMs: number } | undefined
}

/** The counting part of a quota. Times are milliseconds since the epoch. */
export type QuotaBucket = {
  /** `asker` tells apart who shares it; the proxy's own questions have none. */
  take: (lane: Lane, nowMs: number, asker?: string) => QuotaAnswer
  report: (observation: QuotaObservation, nowMs: number) => number
  state: (nowMs: number) => QuotaState
}

/** The part of the bucket, and of what upstream has left, that long runs leave to people. */
const reserve = { ofBurst: 0.3, ofUpstream: 50 } as const

/** Pauses after a 429 that names none: the first, and the longest; each in a row is twice as long. */
const coolOffs = { firstMs: 60_000, maxMs: 300_000 } as const

/**
 * Creates a bucket: full, or with what so many milliseconds fill. A sixth of the limit may go at once, the
 * rest is spread over the window.
 */
export function createQuotaBucket(
  limit: number,
  { filledForMs = Number.POSITIVE_INFINITY }: { filledForMs?: number } = {},
): QuotaBucket {
  const burst = Math.max(1, Math.floor(limit / 6))
  const perMs = Math.max(1, limit - burst) / quotaWindowMs
  const shares = createQuotaShares(burst / 2, perMs)
  const granted = createQuotaWindow()
  let tokens = Math.min(burst, filledForMs * perMs)
  let filledMs = Number.NEGATIVE_INFINITY
  /** Since when requests are counted, where others may have come before. */
  let countedFromMs: number | undefined
  let coolOffUntilMs = 0
  let refusalsInARow = 0
  let upstream: { left: number; resetsMs: number } | undefined

  function refill(nowMs: number): void {
    if (Number.isFinite(filledForMs)) countedFromMs ??= nowMs
    // A clock that was set back must not take tokens away, nor stop the refill.
    if (nowMs > filledMs && Number.isFinite(filledMs)) {
      tokens = Math.min(burst, tokens + (nowMs - filledMs) * perMs)
    }
    filledMs = nowMs
    if (upstream && upstream.resetsMs <= nowMs) upstream = undefined
  }

  /** How long they wait for the others; not at all while more than half of the bucket is there. */
  function findShareWaitMs(asker: string | undefined, nowMs: number): number {
    if (asker === undefined) return 0
    const waitMs = shares.waitMs(asker, nowMs)
    return Math.min(waitMs, Math.max(0, burst / 2 + 1 - tokens) / perMs)
  }

  function take(lane: Lane, nowMs: number, asker?: string): QuotaAnswer {
    refill(nowMs)
    const refuse = (waitMs: number, isCoolOff: boolean): QuotaAnswer => ({
      granted: false,
      waitMs: Math.max(1, Math.ceil(waitMs)),
      isCoolOff,
    })
    // Whoever asks and has to wait is one of those who share, too.
    const shareWaitMs = findShareWaitMs(asker, nowMs)
    if (coolOffUntilMs > nowMs) return refuse(coolOffUntilMs - nowMs, true)
    const isBulk = lane === 'bulk'
    const leftAtLeast = isBulk ? reserve.ofUpstream : 0
    if (upstream && upstream.left <= leftAtLeast) return refuse(upstream.resetsMs - nowMs, false)
    const needed = 1 + (isBulk ? Math.floor(burst * reserve.ofBurst) : 0)
    // Tokens are fractions, and sums of fractions are off by a hair.
    if (tokens < needed - 1e-6) return refuse((needed - tokens) / perMs, false)
    if (shareWaitMs > 0) return refuse(shareWaitMs, false)
    tokens -= 1
    if (asker !== undefined) shares.spend(asker)
    granted.add(nowMs)
    if (upstream) upstream.left -= 1
    return { granted: true }
  }

  function report({ status, retryAfterMs, left }: QuotaObservation, nowMs: number): number {
    if (left) upstream = { left: left.requests, resetsMs: nowMs + left.resetMs }
    if (status !== 429) {
      refusalsInARow = 0
      return 0
    }
    const pauseMs = retryAfterMs ?? Math.min(coolOffs.maxMs, coolOffs.firstMs * 2 ** refusalsInARow)
    refusalsInARow++
    coolOffUntilMs = Math.max(coolOffUntilMs, nowMs + pauseMs)
    return coolOffUntilMs - nowMs
  }

  function state(nowMs: number): QuotaState {
    refill(nowMs)
    const isCooling = coolOffUntilMs > nowMs
    const { used, clearsMs } = granted.read(nowMs)
    const remaining = Math.min(limit - used, upstream?.left ?? limit)
    const resetsMs = upstream?.resetsMs ?? clearsMs
    return {
      used,
      mayBeMore: countedFromMs !== undefined && nowMs - countedFromMs < quotaWindowMs,
      limit,
      remaining: isCooling ? 0 : Math.max(0, remaining),
      resetsAt: resetsMs === undefined ? null : new Date(Math.ceil(resetsMs)).toISOString(),
      coolOffUntil: isCooling ? new Date(coolOffUntilMs).toISOString() : null,
    }
  }

  return { take, report, state }
}
