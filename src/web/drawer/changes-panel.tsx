/** What a change did: values before and after it side by side, then what else was said about it. */
import { Fragment } from 'react'
import { VisibleText } from '../ui/visible-text.tsx'
import { BodyBlock } from './body-block.tsx'
import { type EntrySections, isBlank } from './entry-sections.ts'
import type { EntryView } from './entry-view.ts'
import { FieldTable } from './field-table.tsx'
import { listChangedKeys } from './list-changed-keys.ts'
import { PanelNote } from './panel-note.tsx'

/** Draws the pairs of a change and its other fields. Below about 450 px pairs stand in one column. */
export function ChangesPanel({ sections, view }: { sections: EntrySections; view: EntryView }) {
  const bodies = sections.changes.filter(({ kind }) => kind === 'json')
  return (
    <div className="@container flex flex-col gap-4">
      <FieldTable
        heading="The change"
        fields={sections.changes.filter(({ kind }) => kind !== 'json')}
        view={view}
      />
      {sections.pairs.map(({ before, after }) => (
        <div key={before.field.path} className="flex flex-col gap-2">
          <ChangedKeys before={before.found?.value} after={after.found?.value} />
          <div className="grid @md:grid-cols-2 gap-2">
            <BodyBlock {...before} view={view} className="border-t-2 border-t-kumo-danger" />
            <BodyBlock {...after} view={view} className="border-t-2 border-t-kumo-success" />
          </div>
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

const mostNamedKeys = 12

function ChangedKeys({ before, after }: { before: unknown; after: unknown }) {
  const keys = listChangedKeys(before, after)
  if (!keys || isBlank(before) || isBlank(after)) return null
  if (keys.length === 0) return <PanelNote>Both values are equal.</PanelNote>
  const named = keys.slice(0, mostNamedKeys)
  return (
    <PanelNote>
      Differs in{' '}
      {named.map((key, index) => (
        <Fragment key={key}>
          {index > 0 && ', '}
          <span className="font-mono text-kumo-default [overflow-wrap:anywhere]">
            <VisibleText text={key} />
          </span>
        </Fragment>
      ))}
      {keys.length > named.length && ` and ${keys.length - named.length} more keys`}
    </PanelNote>
  )
}
