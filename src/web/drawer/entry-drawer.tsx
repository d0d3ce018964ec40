/** The side panel with one entry: the summary, then tabs with all that was recorded. */
import { Tabs } from '@cloudflare/kumo/primitives/tabs'
import { type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { readText as readPathText } from '../../catalog/fields.ts'
import { createTextReader } from '../../query/change/create-text-reader.ts'
import type { PageSource } from '../api/page-source.ts'
import { useNames } from '../store/names/use-names.ts'
import { ScrollEdges } from '../ui/scroll-edges.tsx'
import { TextMarksContext, useTextMarks } from '../ui/text/text-marks.ts'
import { JsonPanel } from './body/json-panel.tsx'
import { ChangesPanel } from './changes-panel.tsx'
import { CopyMenu } from './copies/copy-menu.tsx'
import { PrintSheet } from './copies/print-sheet.tsx'
import { type EntrySections, toEntrySections } from './entry/entry-sections.ts'
import type { EntryContext, EntryView } from './entry/entry-view.ts'
import { findFieldName } from './entry/find-field-name.ts'
import { RequestPanel, ResponsePanel } from './fields/call-panels.tsx'
import { OverviewPanel } from './fields/overview-panel.tsx'
import { SourcePanel } from './fields/source-panel.tsx'
import { type DrawerActions, DrawerHeader } from './headline/drawer-header.tsx'
import { SurroundingsPanel } from './history/surroundings-panel.tsx'
import { listTabs, type TabId } from './list-tabs.ts'
import { MarkLine } from './marks/mark-line.tsx'
import { useFirstMark } from './marks/use-first-mark.ts'

/** Renders an entry of any shape. Fills its container; the caller positions it and handles Escape. */
export function EntryDrawer({
  open: { id, entry, text, source, isLate = false },
  context,
  findings,
  actions,
  onClose,
}: {
  /**
   * The entry, its id in links, its JSON exactly as the API sent it, and the request that loaded it; `isLate` when the log did not
   * have it when its time was first read.
   */
  open: {
    id: string
    entry: unknown
    text: string
    source: PageSource | undefined
    isLate?: boolean
  }
  context: EntryContext
  /** What is shown above the fields. */
  findings?: ReactNode
  actions: DrawerActions
  onClose: () => void
}) {
  const { dataset, timeZone } = context
  const names = useNames()
  const [wantedTab, setWantedTab] = useState<TabId>('overview')
  const tabList = useRef<HTMLDivElement>(null)
  const readText = useMemo(() => createTextReader(text), [text])
  const sections = useMemo(() => toEntrySections(dataset, entry), [dataset, entry])
  const tabs = listTabs(dataset, sections)
  // An entry without the wanted tab does not change the choice, which the next entry may have again.
  const tab = tabs.some(({ id }) => id === wantedTab) ? wantedTab : 'overview'
  const view = useMemo(
    (): EntryView => ({
      ...context,
      id,
      time: readPathText(entry, context.dataset.timePath),
      readText,
      names,
      findFieldName: (shown) => findFieldName(context.dataset, entry, shown, names.find),
    }),
    [context, id, entry, readText, names],
  )
  const marks = useTextMarks()
  const panel = useRef<HTMLDivElement>(null)
  useFirstMark(panel, marks, JSON.stringify([tab, id, view.time]))
  useLayoutEffect(() => {
    const active = tabList.current?.querySelector(`[role=tab][data-tab="${tab}"]`)
    active?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [tab])
  return (
    <section
      aria-label="Entry"
      className="flex h-full min-h-0 w-full min-w-0 flex-1 flex-col bg-kumo-base text-kumo-default"
    >
      <DrawerHeader
        dataset={dataset}
        entry={entry}
        names={names}
        timeZone={timeZone}
        lateAt={isLate ? (source?.at ?? '') : undefined}
        actions={actions}
        copyMenu={
          <CopyMenu
            entry={entry}
            text={text}
            view={view}
            link={actions.link}
            verdict={actions.verdict}
            saveProof={actions.saveProof}
          />
        }
        onClose={onClose}
      />
      <Tabs.Root
        value={tab}
        onValueChange={(value: TabId) => setWantedTab(value)}
        className="flex min-h-0 flex-1 flex-col"
      >
        <ScrollEdges
          axis="x"
          frame="shrink-0 border-kumo-line border-b"
          className="px-3"
          ground="from-kumo-base"
        >
          <Tabs.List ref={tabList} aria-label="Views of the entry" className="flex w-max gap-1">
            {tabs.map(({ id, label }) => (
              <Tabs.Tab
                key={id}
                data-tab={id}
                value={id}
                className="h-9 cursor-pointer border-transparent border-b-2 px-2 text-kumo-subtle hover:text-kumo-default focus-visible:-outline-offset-2 aria-selected:border-kumo-brand aria-selected:font-medium aria-selected:text-kumo-default"
              >
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </ScrollEdges>
        <MarkLine text={text} onShowAll={tab === 'json' ? undefined : () => setWantedTab('json')} />
        <Tabs.Panel
          ref={panel}
          key={tab}
          value={tab}
          className="relative min-h-0 flex-1 overflow-y-auto px-2 pt-3 pb-6 focus-visible:-outline-offset-2"
        >
          <TabContent
            tab={tab}
            open={{ entry, text, source }}
            sections={sections}
            view={view}
            findings={findings}
          />
        </Tabs.Panel>
      </Tabs.Root>
      <TextMarksContext.Provider value={undefined}>
        <PrintSheet entry={entry} text={text} view={view} source={source} link={actions.link} />
      </TextMarksContext.Provider>
    </section>
  )
}

function TabContent({
  tab,
  open: { entry, text, source },
  sections,
  view,
  findings,
}: {
  tab: TabId
  open: { entry: unknown; text: string; source: PageSource | undefined }
  sections: EntrySections
  view: EntryView
  findings: ReactNode
}) {
  if (tab === 'request') return <RequestPanel sections={sections} view={view} />
  if (tab === 'response') return <ResponsePanel sections={sections} view={view} />
  if (tab === 'changes') return <ChangesPanel entry={entry} sections={sections} view={view} />
  if (tab === 'around') return <SurroundingsPanel entry={entry} view={view} />
  if (tab === 'source') {
    const { recordsCalls } = sections
    return <SourcePanel source={source} text={text} recordsCalls={recordsCalls} view={view} />
  }
  if (tab === 'json') return <JsonPanel text={text} view={view} />
  return (
    <OverviewPanel entry={entry} view={view}>
      {findings}
    </OverviewPanel>
  )
}
