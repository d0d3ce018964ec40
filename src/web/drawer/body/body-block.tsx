/** A recorded body in a frame, or a note that the entry lacks the field. */
import { cn } from '@cloudflare/kumo/utils'
import { useMemo } from 'react'
import type { Field } from '../../../catalog/fields.ts'
import type { EntryView } from '../entry/entry-view.ts'
import type { FieldEntry } from '../entry/list-fields.ts'
import { toBodySource } from './body-source.ts'
import { BodyViewer } from './body-viewer.tsx'

/** Renders the body of a field. */
export function BodyBlock({
  field,
  found,
  view,
  className,
}: {
  field: Field
  found: FieldEntry | undefined
  view: EntryView
  className?: string
}) {
  return (
    <section
      aria-label={field.label}
      className={cn('min-w-0 rounded-md border border-kumo-hairline bg-kumo-base', className)}
    >
      {found && found.value !== '' ? (
        <FoundBody label={field.label} found={found} view={view} />
      ) : (
        <>
          <h3 className="px-3 pt-2 font-semibold text-xs" title={field.description}>
            {field.label}
          </h3>
          <p className="px-3 pb-2 text-kumo-subtle italic">
            {found ? 'empty text' : 'not recorded'}
          </p>
        </>
      )}
      {found?.value === 'null' && (
        <p className="px-3 pb-2 text-kumo-subtle text-xs">The log holds these four letters.</p>
      )}
    </section>
  )
}

function FoundBody({ label, found, view }: { label: string; found: FieldEntry; view: EntryView }) {
  const { readText } = view
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the text of the view is used.
  const source = useMemo(() => toBodySource(view, found), [readText, found.value])
  return <BodyViewer key={source.text} label={label} source={source} time={view.time} />
}
