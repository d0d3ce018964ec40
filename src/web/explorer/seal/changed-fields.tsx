/** Shows what differs in an entry that changed: the fields, each with its value then and now. Secrets are masked. */
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { type CompareValue, compareEntries } from '../../drawer/compare/compare-entries.ts'
import type { EntryStore } from '../../store/entry-store.ts'
import { toCounted } from '../../ui/text/count-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'

const maxFields = 8
const maxValueLength = 200
/** Larger entries would stop the page while they are compared. */
const maxTextLength = 1_000_000

/** Reads the present text of a changed entry, and draws what differs. */
export function ChangedEntry({
  earlierText,
  row,
  store,
}: {
  earlierText: string | undefined
  row: number
  store: Pick<EntryStore, 'raw'>
}) {
  const [read, setRead] = useState<{ row: number; text: string }>()
  useEffect(() => {
    let isCurrent = true
    store.raw(row).then(
      (text) => {
        if (isCurrent) setRead({ row, text })
      },
      // The list reports that its store has failed.
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [row, store])
  if (read?.row !== row) return null
  return <ChangedFields earlierText={earlierText} presentText={read.text} />
}

/** Draws the list; `earlierText` is absent where only the hash of the entry is known. */
export function ChangedFields({
  earlierText,
  presentText,
}: {
  earlierText: string | undefined
  presentText: string
}) {
  const fields = useMemo(
    () => (earlierText === undefined ? undefined : listChangedFields(earlierText, presentText)),
    [earlierText, presentText],
  )
  if (earlierText === undefined) {
    return (
      <Note>
        Only the hash of the earlier version is known. An export that was made with the link tells
        what changed.
      </Note>
    )
  }
  if (!fields) return <Note>The entry is too large to be compared field by field.</Note>
  return (
    <dl aria-label="Changed fields" className="m-0 w-full pl-27 max-[700px]:pl-0">
      {fields.slice(0, maxFields).map(({ path, then, now }) => (
        <div key={path} className="flex flex-wrap gap-x-2 [overflow-wrap:anywhere]">
          <dt className="text-kumo-strong">
            <VisibleText text={path} />
          </dt>
          <dd className="m-0 font-mono text-[12px]">
            <Value value={then} missing="not there" />
            <span aria-hidden> → </span>
            <span className="sr-only"> then, now </span>
            <Value value={now} missing="removed" />
          </dd>
        </div>
      ))}
      {fields.length > maxFields && (
        <div>
          <dt className="text-kumo-subtle">
            and {toCounted(fields.length - maxFields, 'further field')}
          </dt>
        </div>
      )}
    </dl>
  )
}

/** A field whose value differs; a value is absent where the entry lacks the field. */
export type ChangedField = {
  path: string
  then: CompareValue | undefined
  now: CompareValue | undefined
}

/** The fields that differ; `undefined` for entries that are too large. */
export function listChangedFields(
  earlierText: string,
  presentText: string,
): readonly ChangedField[] | undefined {
  if (earlierText.length + presentText.length > maxTextLength) return undefined
  return compareEntries([earlierText, presentText])
    ?.filter(({ isEqual }) => !isEqual)
    .map(({ path, values: [then, now] }) => ({ path, then, now }))
}

function Value({ value, missing }: { value: CompareValue | undefined; missing: string }) {
  if (!value) return <span className="font-sans text-kumo-subtle italic">{missing}</span>
  const { shown } = value
  const text = shown.length > maxValueLength ? `${shown.slice(0, maxValueLength)}…` : shown
  return <VisibleText text={text} />
}

function Note({ children }: { children: ReactNode }) {
  return <p className="m-0 w-full pl-27 text-kumo-subtle max-[700px]:pl-0">{children}</p>
}
