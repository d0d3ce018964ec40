/** The button that opens the ledger panel, after what the footer has to say about the verdict. */
import { SealCheckIcon } from '@phosphor-icons/react/dist/csr/SealCheck'
import { Suspense, useState } from 'react'
import { findLatestLimit } from '../../../query/time/range-limits.ts'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import { onlySource } from '../../store/entry-store.ts'
import { Button } from '../../ui/button.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import type { SearchState } from '../engine/search-state.ts'
import { countRefused, type LedgerSubject, ledgerTitle, toLedgerAccount } from './format-ledger.ts'

const LedgerPanel = lazyPart(() =>
  import('./ledger-panel.tsx').then(({ LedgerPanel }) => LedgerPanel),
)

/** Draws the notes, the button, and the panel when it is open. */
export function LedgerButton({ state, subject }: { state: SearchState; subject: LedgerSubject }) {
  const [isOpen, setOpen] = useState(false)
  const { sources } = state.ledger
  const refused = sources.reduce((sum, source) => sum + countRefused(source), 0)
  const gaps = sources.reduce((sum, source) => sum + source.gaps.length, 0)
  const notes = [
    state.reason,
    findLatestLimit(subject.limits)?.caveat,
    gaps > 0 && toCounted(gaps, 'gap'),
    refused > 0 && toCounted(refused, 'failed request'),
  ].filter((note) => typeof note === 'string')
  return (
    <>
      {notes.length > 0 && <p className="text-kumo-strong tabular-nums">{notes.join(' · ')}</p>}
      <Button
        size="xs"
        variant="ghost"
        data-tip="What was asked, what was read, and what is missing"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        icon={<SealCheckIcon aria-hidden />}
        onClick={() => setOpen(true)}
      >
        <span className="max-[1160px]:sr-only">{ledgerTitle}</span>
      </Button>
      {isOpen && (
        <Suspense>
          <LedgerPanel
            account={toLedgerAccount(subject, state, onlySource)}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
