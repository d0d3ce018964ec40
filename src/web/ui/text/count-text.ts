/** Numbers as people read them. */

/** A whole number with separators: `12,431`. The browser's own format takes 15 ms when it is first made. */
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
  if (minutes < 60) return join(`${minutes} min`, seconds % 60, 's')
  return join(`${Math.floor(minutes / 60)} h`, minutes % 60, 'min')
}

function join(first: string, rest: number, unit: string): string {
  return rest === 0 ? first : `${first} ${rest} ${unit}`
}
