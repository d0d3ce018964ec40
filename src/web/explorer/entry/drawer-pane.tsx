/** Shows the entry of the address in the drawer, with steps to its neighbors; Escape closes it. */
import { useEffect, useMemo, useRef } from 'react'
import { readText } from '../../../catalog/fields.ts'
import type { EntryReference } from '../../../query/address/url-codec.ts'
import type { LogQuery, Source } from '../../../query/log-query.ts'
import { toAroundQuery } from '../../../query/pivot/around-query.ts'
import { toTimeline } from '../../../query/timeline/to-timeline.ts'
import { toFailureDetail } from '../../api/api-failure.ts'
import { EntryDrawer } from '../../drawer/entry-drawer.tsx'
import type { SearchState } from '../../search/engine/search-state.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { useRuleState } from '../../search/session/use-rule-state.ts'
import { Button } from '../../ui/button.tsx'
import { type TextMarks, TextMarksContext, toTextMarks } from '../../ui/text/text-marks.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { FailureNotice } from '../notices/failure-notice.tsx'
import { useAllLogs } from '../pivot/use-all-logs.ts'
import { toStatusWords } from '../result/status-words.ts'
import { toFrozenLink } from '../share/frozen-link.ts'
import { createStepKeyHandler } from './create-step-key-handler.ts'
import { DrawerFindings } from './drawer-findings.tsx'
import { EntryPivots } from './entry-pivots.tsx'
import { OwnLogBar } from './own-log-bar.tsx'
import { PairBar } from './pair-bar.tsx'
import type { Compare } from './use-compare.ts'
import type { OpenEntryState } from './use-open-entry.ts'
import { useSaveProof } from './use-save-proof.ts'
import { useStep } from './use-step.ts'

const paneClass =
  'absolute inset-0 z-20 flex flex-col overflow-hidden border-kumo-line border-l bg-kumo-base min-[900px]:relative min-[900px]:inset-auto min-[900px]:w-[min(560px,48%)] min-[900px]:shrink-0'

/** Draws the drawer when the address names an entry. */
export function DrawerPane({
  control,
  opened,
  session,
  state,
  onLoadMore,
  compare,
}: {
  control: LogQueryControl
  opened: OpenEntryState
  /** The search behind the drawer, and its state. */
  session: SearchSession | undefined
  state: SearchState
  onLoadMore: () => void
  compare: Compare
}) {
  const store = session?.store
  const { query, screen, timeRange, openEntry } = control
  const index = opened.status === 'found' ? opened.open.index : undefined
  const { shown: size } = state
  const list = { store, size, isWhole: state.status === 'finished', onLoadMore }
  const steps = useStep(list, index, openEntry)
  const close = () => {
    control.closeEntry()
    document.querySelector<HTMLElement>('[role="grid"]')?.focus()
  }
  useEscape(opened.status !== 'closed', close)
  const log = opened.status === 'found' ? opened.open.log : undefined
  const { sources } = query
  const allLogs = useAllLogs(log?.scope ?? query.scope)
  const openAround = () => {
    if (opened.status !== 'found') return
    const { dataset, scope } = opened.open.log
    const time = readText(opened.open.entry, dataset.timePath)
    const show = (around: readonly Source[]) => {
      const next = toAroundQuery(time, scope, around)
      if (next) control.setQuery(next, { keepEntry: true, dropsFind: true })
    }
    if (sources) show(sources)
    else allLogs.account.use(show)
  }
  const latest = useRef({ openEntry, setQuery: control.setQuery, openAround })
  useEffect(() => {
    latest.current = { openEntry, setQuery: control.setQuery, openAround }
  })
  const timeZone = screen.timeZone ?? 'UTC'
  const context = useMemo(
    () =>
      log && {
        dataset: log.dataset,
        scope: log.scope,
        timeZone,
        source: log.source,
        loaded: store && { store, version: String(size) },
        openEntry: (reference: EntryReference) =>
          latest.current.openEntry({
            ...reference,
            ...(log.source !== undefined && { source: log.source }),
          }),
        openQuery: (next: LogQuery) =>
          // A question from a timeline is asked of its logs.
          latest.current.setQuery(sources ? toTimeline(next, sources).query : next, {
            keepEntry: true,
          }),
        openAround: () => latest.current.openAround(),
      },
    [log, sources, timeZone, store, size],
  )

  const marks = useMarks(query, screen.find)
  const ruleState = useRuleState(session?.rules)
  const proof = useSaveProof(session, opened)

  if (opened.status === 'closed') return null
  if (opened.status === 'loading') {
    return <div className={`${paneClass} p-6 text-kumo-strong`}>Looking for the entry…</div>
  }
  if (opened.status === 'missing') return <MissingEntry opened={opened} onClose={close} />
  if (!context) return null
  const { source } = context
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of all elements inside bubble to this one.
    <div className={paneClass} onKeyDown={createStepKeyHandler(steps)}>
      {index === undefined && (
        <p className="border-kumo-line border-b bg-kumo-warning/10 px-4 py-2 text-[12px]">
          This entry is not among those loaded for this query.
        </p>
      )}
      {proof.problem !== undefined && (
        <p
          role="alert"
          className="flex items-start gap-2 border-kumo-line border-b bg-kumo-warning/10 px-4 py-2 text-[12px]"
        >
          <span className="min-w-0 flex-1 break-words">
            The entry was not saved. {proof.problem}
          </span>
          <Button size="xs" variant="ghost" onClick={proof.dismiss}>
            Dismiss
          </Button>
        </p>
      )}
      {source !== undefined && <OwnLogBar source={source} control={control} />}
      {opened.open.partner && (
        <PairBar
          log={context.dataset.word}
          partner={opened.open.partner}
          onOpen={openEntry}
          onCompare={compare.openRows}
        />
      )}
      <TextMarksContext.Provider value={marks}>
        <EntryPivots dataset={context.dataset.id} source={source}>
          <DrawerFindings
            control={control}
            open={opened.open}
            session={session}
            rules={ruleState}
            state={state}
          >
            {(section) => (
              <EntryDrawer
                open={opened.open}
                context={context}
                findings={section}
                actions={{
                  ...steps,
                  link: () => toFrozenLink(query, screen, timeRange),
                  verdict: () =>
                    index === undefined
                      ? 'this entry is not among those loaded'
                      : toStatusWords(state, query.direction),
                  saveProof: proof.save,
                  pin: {
                    isPinned: compare.isPinned(opened.open.text),
                    toggle: () => compare.togglePin(opened.open),
                  },
                }}
                onClose={close}
              />
            )}
          </DrawerFindings>
        </EntryPivots>
      </TextMarksContext.Provider>
    </div>
  )
}

/** The texts that the list was searched for or is filtered by are marked in the entry. */
function useMarks({ localFilters }: LogQuery, find = ''): TextMarks | undefined {
  const texts = localFilters.flatMap((filter) =>
    filter.kind === 'text' && filter.mode === 'include' ? filter.text : [],
  )
  const key = JSON.stringify([find, ...texts])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` represents the texts.
  return useMemo(() => toTextMarks(texts, find), [key])
}

/** Closes on Escape, unless another element handles the key first. */
function useEscape(isOpen: boolean, close: () => void): void {
  const closeNow = useRef(close)
  useEffect(() => {
    closeNow.current = close
  })
  useEffect(() => {
    if (!isOpen) return
    const onKeyDown = (event: KeyboardEvent) => {
      // An open menu or popover handles Escape first and prevents its default action.
      if (event.key === 'Escape' && !event.defaultPrevented) closeNow.current()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [isOpen])
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
        <p>Entry not found in this log. It may have aged out or belong to another account.</p>
      )}
      <Button size="sm" variant="secondary" onClick={onClose}>
        Close
      </Button>
    </div>
  )
}
