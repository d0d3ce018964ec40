/** The clock of the proxy, which decides what a relative time range means. */

/** The proxy's time now, in milliseconds since the epoch. */
export function toProxyNow({ clockAheadMs }: { clockAheadMs: number }): number {
  return Date.now() + clockAheadMs
}
