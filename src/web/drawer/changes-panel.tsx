/** What a change did: values before and after it side by side, then what else was said about it. */
import { BodyBlock } from './body-block.tsx'
import type { EntrySections } from './entry-sections.ts'
import type { EntryView } from './entry-view.ts'
import { FieldTable } from './field-table.tsx'

/** Draws the pairs of a change and its other fields. Below about 450 px pairs stand in one column. */
export function ChangesPanel({ sections, view }: { sections: EntrySections; view: EntryView }) {
  const isBody = (kind: string) => kind === 'json'
  const bodies = sections.changes.filter(({ kind }) => isBody(kind))
  return (
    <div className="@container flex flex-col gap-4">
      <FieldTable
        heading="The change"
        fields={sections.changes.filter(({ kind }) => !isBody(kind))}
        view={view}
      />
      {sections.pairs.map(({ before, after }) => (
        <div key={before.field.path} className="grid @md:grid-cols-2 gap-2">
          <BodyBlock {...before} view={view} className="border-t-2 border-t-kumo-danger" />
          <BodyBlock {...after} view={view} className="border-t-2 border-t-kumo-success" />
        </div>
      ))}
      {bodies.map(
        (found) =>
          found.field && (
            <BodyBlock key={found.field.path} field={found.field} found={found} view={view} />
          ),
      )}
    </div>
  )
}
