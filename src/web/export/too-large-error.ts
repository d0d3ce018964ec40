/**
 * The largest file that a browser without file access is given. It takes the whole file into memory or its own storage
 * first, does not say how much fits, and may fail without telling the page.
 */
import { formatSize } from '../ui/text/format-size.ts'

/**
 * In bytes. Chromium allows 2 GB of such files in memory and a tenth of the disk; for other sites, downloads made by a
 * page failed from 1.8 GB on in Chrome, Firefox and Safari.
 */
export const maxBlobBytes = 1_000_000_000

/** The file is larger than the browser can be given. The message says why that matters, and what to do instead. */
export class TooLargeError extends Error {
  /** `size` in words, such as `about 3.1 GB`. */
  constructor(size: string) {
    super(
      `The file would have ${size}. This browser does not let a page write a file piece by piece, and it may lose a download of more than ${formatSize(maxBlobBytes)} without a message. Narrow the time range and export in parts, choose CSV with fewer columns, or use a browser that lets pages write files, such as Chrome or Edge.`,
    )
  }
}
