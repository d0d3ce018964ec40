/** How much of the time range is loaded, in words. */

/** Never 100 % before the end is proven. `share` is from 0 to 1. */
export function toRangeShare(share: number): string {
  return `${Math.min(99, Math.floor(share * 100))} % of the time range`
}
