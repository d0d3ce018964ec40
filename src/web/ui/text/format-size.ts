/** Formats sizes for people, in decimal units as in file managers. */

const units = ['kB', 'MB', 'GB'] as const

/** A number of bytes: `312 B`, `1.2 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  let size = bytes / 1_000
  let unit = 0
  while (size >= 999.95 && unit < units.length - 1) {
    size /= 1_000
    unit++
  }
  return `${size.toFixed(1)} ${units[unit]}`
}

/** The size of a text in UTF-8. */
export function formatTextSize(text: string): string {
  return formatSize(new TextEncoder().encode(text).length)
}
