/** The tab with related entries: the history of the resource, and entries with the same actor, address … */
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { isCredentialUnrecorded } from '../../../query/summary/unrecorded-credential.ts'
import { smallListQuery } from '../../api/auxiliary-queries.ts'
import { Button } from '../../ui/button.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import { toVisibleText, VisibleText } from '../../ui/text/visible-text.tsx'
import type { EntryView } from '../entry/entry-view.ts'
import { PanelNote } from '../fields/panel-note.tsx'
import { EntryList } from './entry-list.tsx'
import { HistorySection } from './history-section.tsx'
import { ListFailure } from './list-failure.tsx'
import {
  aroundMinutes,
  filterRelated,
  listRelations,
  mayHaveMore,
  type Relation,
} from './list-relations.ts'

/** Renders a section for each relation; its request is sent when the section is opened. */
export function SurroundingsPanel({ entry, view }: { entry: unknown; view: EntryView }) {
  const { dataset, scope, time } = view
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const relations = useMemo(
    () => listRelations(dataset, scope, entry, time),
    [dataset, scope, entry, time],
  )
  const toggle = (name: string) => {
    const next = new Set(open)
    if (!next.delete(name)) next.add(name)
    setOpen(next)
  }
  return (
    <div className="flex flex-col gap-1">
      <PanelNote>
        {`${aroundMinutes} minutes before and after this entry. Lists load when opened.`}
      </PanelNote>
      {dataset.history && (
        <Section
          name={
            dataset.history === 'insight' ? 'Log of this insight' : 'Change history of the resource'
          }
          isOpen={open.has('history')}
          onToggle={() => toggle('history')}
        >
          <HistorySection entry={entry} view={view} />
        </Section>
      )}
      {relations.map((relation) => (
        <Section
          key={relation.label}
          name={relation.label}
          value={relation.value}
          isOpen={open.has(relation.label)}
          onToggle={() => toggle(relation.label)}
          onQuery={() => view.openQuery(relation.query)}
        >
          <RelatedEntries relation={relation} view={view} />
        </Section>
      ))}
      {isCredentialUnrecorded(dataset, entry) && (
        <PanelNote>The credential was not recorded, so there is no token to follow.</PanelNote>
      )}
      {relations.length === 0 && (
        <PanelNote>
          Without a time, and an actor, address or resource, there is nothing to search for.
        </PanelNote>
      )}
    </div>
  )
}

function Section({
  name,
  value = '',
  isOpen,
  onToggle,
  onQuery,
  children,
}: {
  name: string
  value?: string
  isOpen: boolean
  onToggle: () => void
  onQuery?: () => void
  children: ReactNode
}) {
  const Caret = isOpen ? CaretDownIcon : CaretRightIcon
  return (
    <section aria-label={name} className="border-kumo-hairline border-b pb-1">
      <div className="flex items-center gap-1">
        <button
          type="button"
          aria-expanded={isOpen}
          className="flex min-w-0 flex-1 cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 text-left hover:bg-kumo-tint focus-visible:-outline-offset-2"
          onClick={onToggle}
        >
          <Caret size={12} aria-hidden className="shrink-0" />
          <span className="shrink-0 font-semibold text-xs">{name}</span>
          <span className="truncate text-kumo-subtle">
            <VisibleText text={value} />
          </span>
        </button>
        {onQuery && (
          <Button
            size="xs"
            variant="ghost"
            aria-label={`Open in explorer: ${name.charAt(0).toLowerCase()}${name.slice(1)} ${toVisibleText(value.slice(0, 80))}`}
            onClick={onQuery}
          >
            Open in explorer
          </Button>
        )}
      </div>
      {isOpen && <div className="flex flex-col gap-1 pt-1 pb-2">{children}</div>}
    </section>
  )
}

function RelatedEntries({ relation, view }: { relation: Relation; view: EntryView }) {
  const { data, error, refetch } = useQuery(smallListQuery(relation.request))
  const entries = useMemo(() => filterRelated(relation, data?.entries ?? []), [relation, data])
  if (error) return <ListFailure error={error} onRetry={refetch} />
  if (!data) return <PanelNote>Loading…</PanelNote>
  return (
    <>
      {entries.length === 0 && <PanelNote>None found, not even this entry.</PanelNote>}
      <EntryList label={relation.label} page={data} entries={entries} view={view} />
      {relation.field && (
        <PanelNote>
          {`The API cannot filter by this. Found among ${toCountText(data.entries.length)} entries of that time.`}
        </PanelNote>
      )}
      {mayHaveMore(relation, data) && (
        <PanelNote>There may be more; open it in the explorer to load all.</PanelNote>
      )}
    </>
  )
}
