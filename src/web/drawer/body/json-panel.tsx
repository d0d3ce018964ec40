/** The whole entry as JSON, with every token as the API sent it and suspected secrets masked. */
import { useMemo } from 'react'
import type { EntryView } from '../entry/entry-view.ts'
import type { BodySource } from './body-source.ts'
import { BodyViewer } from './body-viewer.tsx'

/** Renders the text of an entry. */
export function JsonPanel({ text, view }: { text: string; view: EntryView }) {
  const source: BodySource = useMemo(
    () => ({ form: 'json', text, path: [], isInText: false }),
    [text],
  )
  return (
    <section aria-label="Entry as JSON" className="rounded-md border border-kumo-hairline">
      <BodyViewer key={text} label="Entry" source={source} time={view.time} />
    </section>
  )
}
