/** The button that opens the ledger panel, after what the footer has to say about the verdict. */
import { SealCheckIcon } from '@phosphor-icons/react/dist/csr/SealCheck'
import { Suspense, useState } from 'react'
import { findLatestLimit } from '../../../query/time/range-limits.ts'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import { Button } from '../../ui/button.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import type { SearchState } from '../engine/search-state.ts'
import { countRefused, ledgerTitle } from '../screen/format-ledger.ts'
import type { Search } from '../session/create-search.ts'
import { listReasons } from './list-reasons.ts'
import { type ReportSubject, toReport } from './report.ts'
import type { ReportQuestion } from './report-question.ts'

const LedgerPanel = lazyPart(() =>
  import('./ledger-panel.tsx').then(({ LedgerPanel }) => LedgerPanel),
)

/** Draws the notes, the button, and the panel when it is open. */
export function LedgerButton({
  state,
  subject,
  question,
  search,
}: {
  state: SearchState
  subject: ReportSubject
  question: ReportQuestion | undefined
  search: Search
}) {
  const [isOpen, setOpen] = useState(false)
  const { sources } = state.ledger
  const refused = sources.reduce((sum, source) => sum + countRefused(source), 0)
  const gaps = sources.reduce((sum, source) => sum + source.gaps.length, 0)
  const notes = [
    ...listReasons(subject, state),
    ...listCaveats(subject),
    gaps > 0 && toCounted(gaps, 'gap'),
    refused > 0 && toCounted(refused, 'failed request'),
  ].filter((note, index, all) => note !== false && all.indexOf(note) === index)
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
            report={{ ...toReport(subject, state), question }}
            onRetry={search.retrySource}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}

/** What the range lacks because of the first day of a log or its retention; of several logs with the word of each. */
function listCaveats(subjects: ReportSubject): readonly string[] {
  return subjects.flatMap(({ word, subject }) => {
    const caveat = findLatestLimit(subject?.limits ?? [])?.caveat
    if (caveat === undefined) return []
    return subjects.length === 1 ? caveat : `${word}: ${caveat}`
  })
}
