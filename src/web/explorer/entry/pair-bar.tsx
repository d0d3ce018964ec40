/** Says that two logs record the event of the open entry, and how certain that is; leads to the other entry. */

import { getDataset } from '../../../catalog/index.ts'
import { parseSource } from '../../../query/address/source-text.ts'
import type { EntryReference } from '../../../query/address/url-codec.ts'
import { formatPair } from '../../../query/timeline/pair-words.ts'
import { Button } from '../../ui/button.tsx'
import type { EntryPartner } from './use-open-entry.ts'

/** Renders the line; `log` is the short word of the open entry's log. */
export function PairBar({
  log,
  partner: { pair, reference, rows },
  onOpen,
  onCompare,
}: {
  log: string
  partner: EntryPartner
  onOpen: (reference: EntryReference, row: number) => void
  onCompare: (rows: readonly number[]) => void
}) {
  const { source } = parseSource(pair.source)
  if (!source) return null
  const otherLog = getDataset(source.dataset).word
  return (
    <section
      aria-label="Entry of the other log"
      className="flex flex-wrap items-center justify-between gap-x-2 border-kumo-hairline border-b px-4 py-1 text-[12px] text-kumo-strong"
    >
      <p>
        Recorded in both logs: {log} and {otherLog}. {formatPair(pair)}
      </p>
      <span className="-ml-2 flex">
        <Button size="xs" variant="ghost" onClick={() => onOpen(reference, pair.row)}>
          Open the entry of {otherLog}
        </Button>
        <Button size="xs" variant="ghost" onClick={() => onCompare(rows)}>
          Compare both
        </Button>
      </span>
    </section>
  )
}
