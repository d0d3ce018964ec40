/** The tab with related entries: the history of the resource, and entries with the same actor, address … */
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { allLogsMinutes } from '../../../query/pivot/around-query.ts'
import { isCredentialUnrecorded } from '../../../query/summary/unrecorded-credential.ts'
import { smallListQuery } from '../../api/auxiliary-queries.ts'
import { useStoreQuery } from '../../store/use-store-query.ts'
import { Button } from '../../ui/button.tsx'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
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
  toAroundRange,
} from './list-relations.ts'
import { countOthers } from './page-ids.ts'

/** Renders a section for each relation; its request is sent when the section is opened. */
export function SurroundingsPanel({ entry, view }: { entry: unknown; view: EntryView }) {
  const { dataset, scope, time } = view
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const relations = useMemo(
    () => listRelations(dataset, scope, entry, time),
    [dataset, scope, entry, time],
  )
  const counts = useLoadedCounts(relations, view)
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
      {view.openAround && toAroundRange(time) && (
        <Button
          size="xs"
          variant="secondary"
          className="mx-2 mb-1 self-start"
          onClick={view.openAround}
        >
          {`± ${allLogsMinutes} minutes of ${view.source === undefined ? 'all' : 'these'} logs`}
        </Button>
      )}
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
      {relations.map((relation, index) => (
        <Section
          key={relation.label}
          name={relation.label}
          value={relation.value}
          count={
            <OtherCount
              relation={relation}
              view={view}
              loaded={counts?.[index]}
              isOpen={open.has(relation.label)}
            />
          }
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

/** How many other loaded entries share the value of each relation; asks nothing of the API. */
function useLoadedCounts(
  relations: readonly Relation[],
  { dataset, id, time, loaded, source }: EntryView,
): readonly number[] | undefined {
  // The list of a timeline is counted by roles, over all of its logs.
  const values = relations.map(({ path, sharedPath, value }) => ({
    path: source === undefined ? path : sharedPath,
    value,
  }))
  const near = toAroundRange(time)
  const { answer } = useStoreQuery(
    near && loaded?.store,
    loaded?.version ?? '',
    ['near', id, time, values],
    (store) => store.countNear({ ...(near ?? { sinceMs: 0, beforeMs: 0 }), values, exceptId: id }),
  )
  if (!answer) return undefined
  // In a log without ids, the entry itself is one of those counted.
  return dataset.idPath === undefined ? answer.map((count) => Math.max(0, count - 1)) : answer
}

function Section({
  name,
  value = '',
  count,
  isOpen,
  onToggle,
  onQuery,
  children,
}: {
  name: string
  value?: string
  /** The number of others, at the end of the line. */
  count?: ReactNode
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
          {count}
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

/** How many others there are: of those that are loaded, and of the list once it was asked for. */
function OtherCount({
  relation,
  view: { dataset, id },
  loaded,
  isOpen,
}: {
  relation: Relation
  view: EntryView
  /** The number of loaded ones; absent while that is not known. */
  loaded: number | undefined
  isOpen: boolean
}) {
  const { data } = useQuery({ ...smallListQuery(relation.request), enabled: isOpen })
  const listed = useMemo(
    () => data && countOthers(dataset, data, filterRelated(relation, data.entries), id),
    [dataset, data, relation, id],
  )
  const isPart = data && mayHaveMore(relation, data)
  const words =
    listed !== undefined && listed !== null
      ? `${isPart ? 'at least ' : ''}${toCounted(listed, 'other', 'others')} found`
      : loaded !== undefined && `${toCounted(loaded, 'other', 'others')} loaded`
  return (
    words && <span className="ml-auto shrink-0 text-kumo-subtle text-xs tabular-nums">{words}</span>
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
