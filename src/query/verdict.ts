/**
 * How much of the requested entries was read: all, a part, or unknown, because the API did not show an end. Search,
 * export and ledger claim no more than this.
 */
export type Verdict = 'complete' | 'partial' | 'unknown'

/**
 * What is known of entries that arrive late, as the manifest of an export says it. Search, export and ledger claim no
 * more than the last reading. Instants are in UTC, as `formatInstant` writes them.
 */
export type LateFacts = {
  /** How many entries of the list a later reading brought. */
  arrivedLate: number
  /** The list has what the log had at this instant. */
  asReadAt: string
  /** `null` after the last reading. */
  nextReadingAt: string | null
  /** Readings that failed, and why. */
  missingReadings: readonly { dueAt: string; reason: string }[]
}
