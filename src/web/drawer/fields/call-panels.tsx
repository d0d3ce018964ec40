/** The recorded HTTP call behind an entry: what was sent, and what came back. */
import { BodyBlock } from '../body/body-block.tsx'
import type { EntrySections } from '../entry/entry-sections.ts'
import type { EntryView } from '../entry/entry-view.ts'
import { FieldTable } from './field-table.tsx'
import { PanelNote } from './panel-note.tsx'

type PanelProps = { sections: EntrySections; view: EntryView }

/** Draws method, URI, status, user agent, address and body; for logs without calls their metadata. */
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

/** Draws status and body of the answer. */
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
