/** Formats the position of the current row for screen readers. */
import { toCountText } from '../../ui/text/count-text.ts'

/** The number of the row and of the shown rows, and the number of loaded ones if local filters hide some. */
export function toRowWords(
  index: number,
  { size, loaded }: { size: number; loaded: number },
): string {
  const row = `Row ${toCountText(index + 1)} of ${toCountText(size)}`
  return size === loaded ? `${row} loaded` : `${row} shown, ${toCountText(loaded)} loaded`
}
