/** The ledger in one line: the verdict and its evidence. It opens the ledger panel. */
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight'
import { Suspense, useState } from 'react'
import { findLatestLimit } from '../../../query/time/range-limits.ts'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import { onlySource } from '../../store/entry-store.ts'
import { toCounted } from '../../ui/text/count-text.ts'
import type { SearchState } from '../engine/search-state.ts'
import { countRefused, type LedgerSubject, toLedgerAccount } from './format-ledger.ts'

const LedgerPanel = lazyPart(() =>
  import('./ledger-panel.tsx').then(({ LedgerPanel }) => LedgerPanel),
)

/** Draws the line, and the panel when it is open. */
export function LedgerButton({ state, subject }: { state: SearchState; subject: LedgerSubject }) {
  const [isOpen, setOpen] = useState(false)
  const { sources } = state.ledger
  const refused = sources.reduce((sum, source) => sum + countRefused(source), 0)
  const gaps = sources.reduce((sum, source) => sum + source.gaps.length, 0)
  const caveat = findLatestLimit(subject.limits)?.caveat
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className="flex cursor-pointer items-center gap-1 rounded-sm text-left text-kumo-strong hover:text-kumo-default"
        onClick={() => setOpen(true)}
      >
        <span>
          verdict: <strong className="font-medium text-kumo-default">{state.verdict}</strong>
          {state.reason && ` (${state.reason})`}
          {caveat && `; ${caveat}`}
          {state.pages === 0 && ' (nothing read yet)'}
          {gaps > 0 && ` · ${toCounted(gaps, 'gap')}`}
          {refused > 0 && ` · ${toCounted(refused, 'request')} without a page`}
          <span className="sr-only">. Open the ledger</span>
        </span>
        <CaretRightIcon aria-hidden size={12} />
      </button>
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
