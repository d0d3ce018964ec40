/** Says why a file is too large to be imported. */
import { formatSize } from '../../ui/text/format-size.ts'

/** Says that a file is larger than any of its kind may be. */
export function toFileLimitWords(name: string, maxBytes: number, kind = 'a file'): string {
  return `${name} was not read: ${kind} may have at most ${formatSize(maxBytes)}. Split it.`
}

/** Says that the files that were read before leave too little for this one. */
export function toTotalLimitWords(name: string, maxBytes: number): string {
  return `${name} was not read: all files together may have at most ${formatSize(maxBytes)}. Import it separately.`
}
