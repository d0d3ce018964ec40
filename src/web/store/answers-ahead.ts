/** What the other thread has answered before it was asked: the commit of a page, and the first rows of the list. */
import type { AppendReceipt, StagedPage, StoredEntry, StoreSize } from './entry-store.ts'
import { openEntries } from './packed-entries.ts'
import type { StageAnswer } from './store-service.ts'

/** The answers at hand. */
export type AnswersAhead = {
  /** Notes what came with a staged page. */
  note: (answer: StageAnswer) => StagedPage
  /** What came of the commit of these strands, once. Any other commit changes the list. */
  takeReceipt: (
    strands: readonly (readonly number[])[],
  ) => Promise<AppendReceipt & StoreSize> | undefined
  /** The rows of the view, where they are at hand. */
  findRows: (from: number, to: number) => readonly StoredEntry[] | undefined
  /** Forgets what another view shows otherwise. */
  forget: () => void
}

/** Starts without answers. */
export function createAnswersAhead(): AnswersAhead {
  let committed: { ticket: number; receipt: AppendReceipt & StoreSize } | undefined
  let rows: readonly StoredEntry[] = []
  /** Whether another view or commit was asked for since, which rows that come now may not have seen. */
  let isOver = false

  function forget(): void {
    rows = []
    isOver = true
  }

  return {
    note({ staged, ahead }) {
      if (ahead && !staged.problem) {
        committed = { ticket: staged.ticket, receipt: ahead.receipt }
        if (!isOver) rows = openEntries(ahead.rows)
      }
      return staged
    },
    takeReceipt(strands) {
      const [ticket, ...others] = strands.flat()
      if (committed && committed.ticket === ticket && others.length === 0) {
        const { receipt } = committed
        committed = undefined
        return Promise.resolve(receipt)
      }
      forget()
      return undefined
    },
    findRows: (from, to) =>
      from >= 0 && to > from && to <= rows.length ? rows.slice(from, to) : undefined,
    forget,
  }
}
