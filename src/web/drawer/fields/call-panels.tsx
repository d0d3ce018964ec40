/** The tabs with the recorded HTTP call of an entry: its request and its response. */
import { BodyBlock } from '../body/body-block.tsx'
import type { EntrySections } from '../entry/entry-sections.ts'
import type { EntryView } from '../entry/entry-view.ts'
import { FieldTable } from './field-table.tsx'
import { PanelNote } from './panel-note.tsx'

type PanelProps = { sections: EntrySections; view: EntryView }

/** Renders method, URI, status, user agent, address and body; for logs without calls, the metadata. */
export function RequestPanel({ sections, view }: PanelProps) {
  const { recordsCalls, call, requestBodies } = sections
  return (
    <div className="flex flex-col gap-4">
      {!recordsCalls && (
        <PanelNote>
          This log records no HTTP request. This is what the product wrote beside the change.
        </PanelNote>
      )}
      <FieldTable heading="The call" fields={call} view={view} />
      {requestBodies.map(({ field, found }) => (
        <BodyBlock key={field.path} field={field} found={found} view={view} />
      ))}
      {recordsCalls && <RecordedBodiesNote />}
    </div>
  )
}

/** Renders status and body of the response. */
export function ResponsePanel({ sections, view }: PanelProps) {
  return (
    <div className="flex flex-col gap-4">
      <FieldTable heading="The answer" fields={sections.answer} view={view} />
      {sections.responseBodies.map(({ field, found }) => (
        <BodyBlock key={field.path} field={field} found={found} view={view} />
      ))}
      <RecordedBodiesNote />
    </div>
  )
}

function RecordedBodiesNote() {
  return (
    <PanelNote>
      Cloudflare records only those parts of a body that it marks as auditable. What is missing here
      may have been sent.
    </PanelNote>
  )
}
