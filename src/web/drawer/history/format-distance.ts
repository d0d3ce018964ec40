/** Formats the distance between two times, in the largest unit that is not zero. */

const units = [
  { name: 'd', ms: 86_400_000 },
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
  { name: 's', ms: 1_000 },
] as const

/** “+3 min”, “−2 d”, “+0.120 s”; “same time” for zero. */
export function formatDistance(ms: number): string {
  if (ms === 0) return 'same time'
  const sign = ms < 0 ? '−' : '+'
  const size = Math.abs(ms)
  const unit = units.find((each) => size >= each.ms)
  if (!unit) return `${sign}${(size / 1_000).toFixed(3)} s`
  return `${sign}${Math.floor(size / unit.ms)} ${unit.name}`
}
