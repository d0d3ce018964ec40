/**
 * How much of the requested entries was read: all, a part, or unknown, because the API did not show an end. Search,
 * export and ledger claim no more than this.
 */
export type Verdict = 'complete' | 'partial' | 'unknown'
