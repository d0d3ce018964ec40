/** The proxy's clock, by which relative time ranges are resolved. */

/** The proxy's time now, in milliseconds since the epoch. */
export function toProxyNow({ clockAheadMs }: { clockAheadMs: number }): number {
  return Date.now() + clockAheadMs
}
