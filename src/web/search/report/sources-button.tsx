/** The button in the footer that shows the table of the logs of a timeline. */
import { Popover } from '@cloudflare/kumo/primitives/popover'
import { CaretUpIcon } from '@phosphor-icons/react/dist/csr/CaretUp'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import type { SearchState } from '../engine/search-state.ts'
import type { Search } from '../session/create-search.ts'
import { type ReportSubject, toReport } from './report.ts'
import { SourcesTable } from './sources-table.tsx'

/** Draws the button, and the table while it is open. */
export function SourcesButton({
  state,
  subject,
  search,
}: {
  state: SearchState
  subject: ReportSubject
  search: Search
}) {
  const [isOpen, setOpen] = useState(false)
  const failed = state.sources.filter(({ failure }) => failure).length
  const unasked = subject.filter(({ unasked: reason }) => reason !== undefined).length
  const hidden = subject.filter(({ isHidden }) => isHidden).length
  const words = [
    toCounted(subject.length, 'log'),
    failed > 0 && `${failed} failed`,
    unasked > 0 && `${unasked} not asked`,
    hidden > 0 && `${hidden} hidden`,
  ]
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        render={
          <Button
            size="xs"
            variant="ghost"
            icon={<CaretUpIcon aria-hidden />}
            data-tip="How much of each log is loaded"
          >
            <span className={failed > 0 ? 'font-medium text-kumo-danger' : ''}>
              {words.filter(Boolean).join(', ')}
            </span>
          </Button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner side="top" align="end" sideOffset={6} className="z-50">
          <Popover.Popup
            aria-label="The logs of this timeline"
            className="max-h-[60dvh] w-[min(860px,calc(100vw-1rem))] overflow-auto rounded-lg border border-kumo-line bg-kumo-elevated p-2 shadow-lg outline-none"
          >
            <SourcesTable sources={toReport(subject, state).sources} onRetry={search.retrySource} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
