/** Sizes of files as people read them. */

const units = ['kB', 'MB', 'GB'] as const

/** `312 bytes`, `1.2 MB`: in steps of a thousand, as file managers count. */
export function toSizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
  let size = bytes / 1000
  let unit = 0
  while (size >= 999.95 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  return `${size.toFixed(1)} ${units[unit]}`
}
