/** The comparison of two bodies: a list of differences, or both side by side with equal lines collapsed. */
import { cn } from '@cloudflare/kumo/utils'
import { useMemo, useState } from 'react'
import {
  diffJson,
  type FieldChange,
  type SideReader,
  type TextRange,
} from '../../../query/change/diff-json.ts'
import { toPointer } from '../../../query/json-pointer.ts'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import { maskSpans } from '../../../query/secrets/find-secrets.ts'
import type { SecretSpan } from '../../../query/secrets/find-text-secrets.ts'
import { Button } from '../../ui/button.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import { LongText } from '../../ui/text/long-text.tsx'
import { ShowMoreButton } from '../../ui/text/show-more-button.tsx'
import { type BodySource, findBodySecrets } from '../body/body-source.ts'
import { PanelNote } from '../fields/panel-note.tsx'
import { useValueMenu } from '../fields/use-value-menu.ts'
import { DiffColumns } from './diff-columns.tsx'
import { PathText } from './path-text.tsx'

/** Draws the comparison of two bodies. */
export function BodyDiff({ before, after }: { before: BodySource; after: BodySource }) {
  const [isBeside, setBeside] = useState(false)
  const areJson = before.form === 'json' && after.form === 'json'
  const diff = useMemo(
    () => (areJson ? diffJson(before.text, after.text) : undefined),
    [areJson, before.text, after.text],
  )
  const [readBefore, readAfter] = useMemo(
    () => [toReader(before), toReader(after)] as const,
    [before, after],
  )
  if (!areJson) {
    return (
      <PlainChange
        before={readBefore(toWholeRange(before))}
        after={readAfter(toWholeRange(after))}
      />
    )
  }
  if (!diff) {
    return <PanelNote>The two are too large to be compared field by field.</PanelNote>
  }
  if (diff.changes.length === 0) return <PanelNote>Both values are equal.</PanelNote>
  const equal = `${toCounted(diff.equalCount, 'equal value')} folded`
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-2 px-2">
        <p className="mr-auto text-kumo-subtle text-xs">
          {toCounted(diff.changes.length, 'difference')}
          {diff.equalCount > 0 && `, ${equal}`}
        </p>
        <Button
          size="xs"
          variant="secondary"
          aria-pressed={isBeside}
          onClick={() => setBeside(!isBeside)}
        >
          Side by side
        </Button>
      </div>
      {isBeside ? (
        <DiffColumns rows={diff.rows} readBefore={readBefore} readAfter={readAfter} />
      ) : (
        <ChangeTable
          changes={diff.changes}
          before={{ source: before, read: readBefore }}
          after={{ source: after, read: readAfter }}
        />
      )}
    </div>
  )
}

const toWholeRange = ({ text }: BodySource): TextRange => ({ start: 0, end: text.length })

function toReader(source: BodySource): SideReader {
  const secrets = findBodySecrets(source)
  return (content) => {
    if (content === undefined || typeof content === 'string') return content
    return maskRange(source.text, content, secrets)
  }
}

/** A range of a text with the secrets in it masked. */
function maskRange(
  text: string,
  { start, end }: TextRange,
  secrets: readonly SecretSpan[],
): string {
  const secretsInRange = secrets
    .filter((span) => span.start < end && span.end > start)
    .map((span) => ({
      ...span,
      start: Math.max(span.start, start) - start,
      end: Math.min(span.end, end) - start,
    }))
  return maskSpans(text.slice(start, end), secretsInRange)
}

const changesPerStep = 200
const marks = { changed: '~', added: '+', removed: '−' } as const
const words = { changed: 'changed', added: 'added', removed: 'removed' } as const

/** One of the two bodies, and how a range of it is read. */
type ChangeSideBody = { source: BodySource; read: SideReader }

function ChangeTable({
  changes,
  before,
  after,
}: {
  changes: readonly FieldChange[]
  before: ChangeSideBody
  after: ChangeSideBody
}) {
  const [limit, setLimit] = useState(changesPerStep)
  return (
    <div className="overflow-x-auto">
      <table className="w-full table-fixed border-collapse text-left text-[12px]">
        <thead>
          <tr className="border-kumo-line border-b text-kumo-subtle">
            <th className="w-[30%] px-2 py-1 font-medium">Field</th>
            <th className="px-2 py-1 font-medium">Before</th>
            <th className="px-2 py-1 font-medium">After</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, limit).map(({ kind, steps, ...ranges }) => (
            <tr key={JSON.stringify(steps)} className="border-kumo-hairline border-b align-top">
              <th scope="row" className="px-2 py-1 font-mono font-normal">
                <span aria-hidden className="mr-1 text-kumo-subtle">
                  {marks[kind]}
                </span>
                <span className="sr-only">{words[kind]} </span>
                <PathText steps={steps} />
              </th>
              <ChangeCell
                text={before.read(ranges.before)}
                target={findRangeTarget(before, steps, ranges.before)}
                className="bg-diff-before"
              />
              <ChangeCell
                text={after.read(ranges.after)}
                target={findRangeTarget(after, steps, ranges.after)}
                className="bg-diff-after"
              />
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > limit && (
        <ShowMoreButton
          hidden={changes.length - limit}
          noun="differences"
          onClick={() => setLimit(limit + changesPerStep)}
        />
      )}
    </div>
  )
}

/** The value of a range, so that it has the menu of a value; `undefined` for objects, lists, null and secrets. */
function findRangeTarget(
  { source: { text, path }, read }: ChangeSideBody,
  steps: FieldChange['steps'],
  range: TextRange | undefined,
): PivotTarget | undefined {
  if (!range) return undefined
  const json = text.slice(range.start, range.end)
  if (/^[{[n]/.test(json) || read(range) !== json) return undefined
  const value: unknown = JSON.parse(json)
  return { pointer: toPointer([...path, ...steps]), value, time: '' }
}

function ChangeCell({
  text,
  target,
  className,
}: {
  text: string | undefined
  target?: PivotTarget | undefined
  className: string
}) {
  const { onContextMenu } = useValueMenu(target)
  return (
    <td
      onContextMenu={onContextMenu}
      className={cn(
        'whitespace-pre-wrap px-2 py-1 font-mono [overflow-wrap:anywhere]',
        text !== undefined && className,
      )}
    >
      {text === undefined ? (
        <span className="font-sans text-kumo-subtle italic">absent</span>
      ) : (
        <LongText key={text} text={text} />
      )}
    </td>
  )
}

function PlainChange({ before, after }: { before: string | undefined; after: string | undefined }) {
  return (
    <table className="w-full table-fixed border-collapse text-left text-[12px]">
      <thead>
        <tr className="border-kumo-line border-b text-kumo-subtle">
          <th className="px-2 py-1 font-medium">Before</th>
          <th className="px-2 py-1 font-medium">After</th>
        </tr>
      </thead>
      <tbody>
        <tr className="align-top">
          <ChangeCell text={before} className="bg-diff-before" />
          <ChangeCell text={after} className="bg-diff-after" />
        </tr>
      </tbody>
    </table>
  )
}
