/** What `README.txt` of an export says. */
import type { Receipt } from '../receipt.ts'

/** What the text depends on. */
export type ReadmeFacts = {
  readonly receipt: Receipt
  /** The data files, by their names in the ZIP; none has another format than this. */
  readonly data: readonly string[]
  readonly format: 'ndjson' | 'csv'
  readonly manifest: string
  /** Whether `receipt.tsr` is there, or why an authority that was asked gave none. */
  readonly timestamp: { readonly isThere: boolean; readonly problem?: string }
}
