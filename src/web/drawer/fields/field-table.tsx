/** A section of the drawer: a heading, and values with their labels. */
import { useMemo, useState } from 'react'
import { toPointer } from '../../../query/json-pointer.ts'
import { findSecrets, findValueSecrets, maskSpans } from '../../../query/secrets/find-secrets.ts'
import { useMatchedBy } from '../../ui/text/matched-values.ts'
import { useRevealed } from '../../ui/text/secret-text.tsx'
import { ShowMoreButton } from '../../ui/text/show-more-button.tsx'
import { toVisibleText, VisibleText } from '../../ui/text/visible-text.tsx'
import { type EntryView, toPivotTarget, toValueText } from '../entry/entry-view.ts'
import type { FieldEntry } from '../entry/list-fields.ts'
import { FieldValue } from './field-value.tsx'
import { useValueMenu } from './use-value-menu.ts'
import { ValueActions } from './value-actions.tsx'

/** Number of fields shown at once. An entry may have thousands of keys that the catalog does not declare. */
const fieldsPerStep = 200

/** Renders fields under a heading; nothing without fields. */
export function FieldTable({
  heading,
  fields,
  view,
}: {
  heading: string
  fields: readonly FieldEntry[]
  view: EntryView
}) {
  const [limit, setLimit] = useState(fieldsPerStep)
  if (fields.length === 0) return null
  return (
    <section>
      <SectionHeading>{heading}</SectionHeading>
      <dl>
        {fields.slice(0, limit).map((shown) => (
          <FieldRow key={JSON.stringify(shown.path)} shown={shown} view={view} />
        ))}
      </dl>
      {fields.length > limit && (
        <ShowMoreButton
          hidden={fields.length - limit}
          noun="fields"
          onClick={() => setLimit(limit + fieldsPerStep)}
        />
      )}
    </section>
  )
}

/** The heading of a section of the drawer. */
export function SectionHeading({ children }: { children: string }) {
  return <h3 className="mb-1 px-2 font-semibold text-kumo-default text-xs">{children}</h3>
}

/** Says that a rule matches because of the value. */
function MatchedSign({ titles }: { titles: readonly string[] }) {
  return (
    <span
      className="mr-1 inline-block rounded-sm bg-kumo-info/20 px-1 text-[11px]"
      title={titles.map(toVisibleText).join('\n')}
    >
      matched
    </span>
  )
}

function FieldRow({ shown, view }: { shown: FieldEntry; view: EntryView }) {
  const text = toValueText(view, shown)
  const isBody = typeof shown.value === 'object' && shown.value !== null
  // The viewer of a body masks it. Searching a large body for every row would take too long.
  const secrets = useMemo(
    () => (isBody ? [] : findValueSecrets(shown.path, text)),
    [isBody, shown, text],
  )
  const revealed = useRevealed(text)
  const masked = secrets.filter(({ start }) => !revealed.starts.has(start))
  const matchedBy = useMatchedBy(toPointer(shown.path))
  const target = isBody || text === '' ? undefined : toPivotTarget(view, shown)
  return (
    <div
      {...useValueMenu(target)}
      className="group/row relative grid grid-cols-[minmax(0,1fr)] gap-x-3 rounded-md px-2 py-0.5 focus-within:bg-kumo-tint hover:bg-kumo-tint min-[500px]:grid-cols-[116px_minmax(0,1fr)]"
    >
      <dt
        className="py-0.5 text-kumo-subtle [overflow-wrap:anywhere] group-focus-within/row:text-kumo-default group-hover/row:text-kumo-default"
        title={shown.field?.description}
      >
        {shown.field ? shown.label : <VisibleText text={shown.label} />}
      </dt>
      <dd className="flex items-start gap-2">
        <div className="min-w-0 flex-1 py-0.5 [overflow-wrap:anywhere]">
          {matchedBy.length > 0 && <MatchedSign titles={matchedBy} />}
          <FieldValue shown={shown} text={text} secrets={secrets} revealed={revealed} view={view} />
        </div>
        <div
          className={
            isBody
              ? 'flex w-[100px] shrink-0 justify-end max-[500px]:absolute max-[500px]:top-0 max-[500px]:right-2'
              : 'w-[100px] shrink-0'
          }
        >
          <ValueActions
            view={view}
            shown={shown}
            text={text}
            getCopyText={() =>
              maskSpans(text, isBody ? findSecrets(text, shown.path.at(-1)) : masked)
            }
            hasSecret={secrets.length > 0}
          />
        </div>
      </dd>
    </div>
  )
}
