/** The drawer beside the table: the entry of the address, its neighbors, and Escape to close it. */
import { Button } from '@cloudflare/kumo/components/button'
import { useEffect, useMemo, useRef } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { EntryReference } from '../../query/url-codec.ts'
import { toFailureDetail } from '../api/api-failure.ts'
import { EntryDrawer } from '../drawer/entry-drawer.tsx'
import type { EntryStore } from '../store/entry-store.ts'
import { FailureNotice } from './failure-notice.tsx'
import { toFrozenLink } from './frozen-link.ts'
import type { LogQueryControl } from './use-log-query.ts'
import type { OpenEntryState } from './use-open-entry.ts'

const paneClass =
  'absolute inset-0 z-20 flex flex-col overflow-hidden border-kumo-line border-l bg-kumo-base min-[900px]:relative min-[900px]:inset-auto min-[900px]:w-[min(560px,48%)] min-[900px]:shrink-0'

/** Draws the drawer when the address names an entry. */
export function DrawerPane({
  control,
  dataset,
  opened,
  store,
  size,
  onLoadMore,
}: {
  control: LogQueryControl
  dataset: Dataset
  opened: OpenEntryState
  store: EntryStore | undefined
  size: number
  onLoadMore: () => void
}) {
  const { query, screen, timeRange, openEntry } = control
  const isOpen = opened.status !== 'closed'
  const close = () => {
    control.closeEntry()
    document.querySelector<HTMLElement>('[role="grid"]')?.focus()
  }
  const closeNow = useRef(close)
  useEffect(() => {
    closeNow.current = close
  })
  useEffect(() => {
    if (!isOpen) return
    const onKeyDown = (event: KeyboardEvent) => {
      // An open menu or popover takes Escape first and says so.
      if (event.key === 'Escape' && !event.defaultPrevented) closeNow.current()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [isOpen])

  const goTo = useRef(openEntry)
  useEffect(() => {
    goTo.current = openEntry
  })
  const { scope } = query
  const timeZone = screen.timeZone ?? 'UTC'
  const place = useMemo(
    () => ({
      dataset,
      scope,
      timeZone,
      openEntry: (reference: EntryReference) => goTo.current(reference),
    }),
    [dataset, scope, timeZone],
  )

  if (opened.status === 'closed') return null
  if (opened.status === 'loading') {
    return <div className={`${paneClass} p-6 text-kumo-strong`}>Looking for the entry…</div>
  }
  if (opened.status === 'missing') return <MissingEntry opened={opened} onClose={close} />

  const { index } = opened.open
  async function step(to: number) {
    if (to >= size - 1) onLoadMore()
    const [row] = (await store?.rows(to, to + 1)) ?? []
    if (row) openEntry({ id: row.id, time: row.time }, row.row)
  }
  return (
    <div className={paneClass}>
      {index === undefined && (
        <p className="border-kumo-line border-b bg-kumo-warning/10 px-4 py-2 text-[12px]">
          This entry is not among those loaded for this query.
        </p>
      )}
      <EntryDrawer
        open={opened.open}
        place={place}
        actions={{
          link: () => toFrozenLink(query, screen, timeRange),
          onPrevious: index !== undefined && index > 0 ? () => step(index - 1) : undefined,
          onNext: index !== undefined && index < size - 1 ? () => step(index + 1) : undefined,
        }}
        onClose={close}
      />
    </div>
  )
}

function MissingEntry({
  opened,
  onClose,
}: {
  opened: Extract<OpenEntryState, { status: 'missing' }>
  onClose: () => void
}) {
  return (
    <div className={`${paneClass} items-start gap-4 p-6`}>
      {opened.error ? (
        <FailureNotice failure={toFailureDetail(opened.error)} onRetry={opened.retry} />
      ) : (
        <p>
          The entry that this link names was not found in this log. It may have aged out, or belong
          to another account.
        </p>
      )}
      <Button size="sm" variant="secondary" onClick={onClose}>
        Close
      </Button>
    </div>
  )
}
