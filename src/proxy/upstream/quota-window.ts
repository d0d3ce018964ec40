/** Counts granted requests of the last five minutes, per second. */

/** The count. Times are milliseconds since the epoch. */
export type QuotaWindow = {
  add: (nowMs: number) => void
  /** Requests of the last five minutes, and when the latest of them expires. */
  read: (nowMs: number) => { used: number; clearsMs: number | undefined }
}

/** Cloudflare counts requests over five minutes. */
export const quotaWindowMs = 300_000

/** Creates an empty window. */
export function createQuotaWindow(): QuotaWindow {
  let seconds: { startMs: number; count: number }[] = []

  return {
    add(nowMs) {
      const startMs = Math.floor(nowMs / 1_000) * 1_000
      const last = seconds.at(-1)
      if (last?.startMs === startMs) last.count++
      else seconds.push({ startMs, count: 1 })
      if (seconds.length > 600) seconds = seconds.slice(-300)
    },
    read(nowMs) {
      seconds = seconds.filter(({ startMs }) => Math.abs(nowMs - startMs) < quotaWindowMs)
      const last = seconds.at(-1)
      return {
        used: seconds.reduce((sum, { count }) => sum + count, 0),
        clearsMs: last && last.startMs + quotaWindowMs,
      }
    },
  }
}
