/** The tab with the change: values before and after it, its other fields, and the history of the resource. */
import { useMemo } from 'react'
import { BodyBlock } from './body/body-block.tsx'
import { BodyViewer } from './body/body-viewer.tsx'
import { BodyDiff } from './diff/body-diff.tsx'
import type { EntrySections } from './entry/entry-sections.ts'
import type { EntryView } from './entry/entry-view.ts'
import { FieldTable, SectionHeading } from './fields/field-table.tsx'
import { PanelNote } from './fields/panel-note.tsx'
import {
  type ChangePairView,
  type ChangeSide,
  findChangePairs,
  hasOwnPair,
} from './find-change-pairs.ts'
import { HistorySection } from './history/history-section.tsx'

/** Renders the pairs of a change, its other fields, and its history if the log has one. */
export function ChangesPanel({
  entry,
  sections,
  view,
}: {
  entry: unknown
  sections: EntrySections
  view: EntryView
}) {
  const pairs = useMemo(() => findChangePairs(sections, view), [sections, view])
  const bodies = sections.changes.filter(
    (found) => found.kind === 'json' && !hasOwnPair(view.dataset, found),
  )
  return (
    <div className="flex flex-col gap-4">
      <FieldTable
        heading="The change"
        fields={sections.changes.filter(({ kind }) => kind !== 'json')}
        view={view}
      />
      {pairs.map((pair) => (
        <Pair key={pair.name} pair={pair} time={view.time} />
      ))}
      {bodies.map(
        (found) =>
          found.field && (
            <BodyBlock key={found.field.path} field={found.field} found={found} view={view} />
          ),
      )}
      <HistorySection entry={entry} view={view} />
    </div>
  )
}

function Pair({
  pair: { name, before, after, duplicates },
  time,
}: {
  pair: ChangePairView
  time: string
}) {
  if (before.source && after.source) {
    return (
      <section aria-label={name}>
        <SectionHeading>{`${before.label} and ${after.label.toLowerCase()}`}</SectionHeading>
        {duplicates.length > 0 && (
          <PanelNote>{`The entry says the same once more, as “${duplicates.join('”, “')}”.`}</PanelNote>
        )}
        <BodyDiff before={before.source} after={after.source} />
      </section>
    )
  }
  return (
    <section aria-label={name} className="flex flex-col gap-2">
      {[before, after].map((side) => (
        <Side key={side.label} side={side} time={time} />
      ))}
    </section>
  )
}

function Side({ side: { label, source, absence }, time }: { side: ChangeSide; time: string }) {
  return (
    <div className="rounded-md border border-kumo-hairline">
      {source ? (
        <BodyViewer key={source.text} label={label} source={source} time={time} />
      ) : (
        <p className="flex gap-3 px-3 py-1.5 text-xs">
          <span className="font-semibold">{label}</span>
          <span className="text-kumo-subtle italic">{absence}</span>
        </p>
      )}
    </div>
  )
}
