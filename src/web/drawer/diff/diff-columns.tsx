/** Two bodies side by side, line by line. A run of equal lines is collapsed to a button. */
import { cn } from '@cloudflare/kumo/utils'
import { Fragment, useMemo, useState } from 'react'
import {
  collapseEqualRows,
  type DiffRow,
  type SideReader,
} from '../../../query/change/diff-json.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import { LongText } from '../../ui/text/long-text.tsx'
import { ShowMoreButton } from '../../ui/text/show-more-button.tsx'

/** Maximum depth that is shown by indentation. */
const maxIndentDepth = 16
const rowsPerStep = 500

/** Draws the rows of a comparison. */
export function DiffColumns({
  rows,
  readBefore,
  readAfter,
}: {
  rows: readonly DiffRow[]
  readBefore: SideReader
  readAfter: SideReader
}) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const [limit, setLimit] = useState(rowsPerStep)
  const runs = useMemo(() => collapseEqualRows(rows), [rows])
  let drawn = 0
  return (
    <div className="overflow-x-auto rounded-md border border-kumo-hairline">
      {/* biome-ignore lint/a11y/useSemanticElements: the lines are too many cells for a table. */}
      <div role="group" aria-label="Before and after, side by side">
        {runs.map((run, index) => {
          const isCollapsed = run.isCollapsed && !open.has(index)
          const remaining = limit - drawn
          if (remaining <= 0) return null
          if (!isCollapsed) drawn += run.rows.length
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other identity.
            <Fragment key={index}>
              {isCollapsed ? (
                <button
                  type="button"
                  className="w-full cursor-pointer bg-kumo-tint px-2 py-0.5 text-left text-kumo-default text-xs focus-visible:-outline-offset-2"
                  onClick={() => setOpen(new Set([...open, index]))}
                >
                  {`${toCountText(run.rows.length)} equal lines, show`}
                </button>
              ) : (
                run.rows.slice(0, remaining).map((row, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity.
                  <Row key={at} row={row} readBefore={readBefore} readAfter={readAfter} />
                ))
              )}
            </Fragment>
          )
        })}
      </div>
      {drawn > limit && (
        <ShowMoreButton
          hidden={drawn - limit}
          noun="lines"
          onClick={() => setLimit(limit + rowsPerStep)}
        />
      )}
    </div>
  )
}

function Row({
  row,
  readBefore,
  readAfter,
}: {
  row: DiffRow
  readBefore: SideReader
  readAfter: SideReader
}) {
  const differs = row.kind !== 'equal'
  return (
    <div className="grid grid-cols-2 font-mono text-[12px] leading-[18px]">
      <Side
        row={row}
        text={readBefore(row.before)}
        mark={differs ? '−' : ' '}
        className={differs ? 'bg-diff-before' : undefined}
      />
      <Side
        row={row}
        text={readAfter(row.after)}
        mark={differs ? '+' : ' '}
        className={cn('border-kumo-hairline border-l', differs && 'bg-diff-after')}
      />
    </div>
  )
}

function Side({
  row,
  text,
  mark,
  className,
}: {
  row: DiffRow
  text: string | undefined
  mark: string
  className: string | undefined
}) {
  if (text === undefined) return <div className={cn(className, 'bg-transparent')} />
  const indent = Math.min(row.depth, maxIndentDepth) * 2
  return (
    <div className={cn('min-w-0 whitespace-pre-wrap px-1 [overflow-wrap:anywhere]', className)}>
      <div style={{ paddingInlineStart: `${indent + 2}ch`, textIndent: `-${indent + 2}ch` }}>
        {`${mark} ${' '.repeat(indent)}`}
        {row.key !== '' && (
          <span className="text-kumo-badge-teal-subtle">
            <LongText text={row.key} />
            {': '}
          </span>
        )}
        <LongText key={text} text={text} />
      </div>
    </div>
  )
}
