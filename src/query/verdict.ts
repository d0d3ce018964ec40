/**
 * How much of what was asked has been read: all of it, a part, or nobody can say, because the API showed no end. Search,
 * export and ledger claim no more than this.
 */
export type Verdict = 'complete' | 'partial' | 'unknown'
