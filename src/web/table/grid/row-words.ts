/** Where the current row stands, for the ear. */
import { toCountText } from '../../ui/text/count-text.ts'

/** Its number among those that are shown; and how many are loaded, where local filters hide some. */
export function toRowWords(
  index: number,
  { size, loaded }: { size: number; loaded: number },
): string {
  const row = `Row ${toCountText(index + 1)} of ${toCountText(size)}`
  return size === loaded ? `${row} loaded` : `${row} shown, ${toCountText(loaded)} loaded`
}
