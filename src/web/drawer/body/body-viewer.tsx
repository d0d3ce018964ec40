/**
 * A recorded body of any size, as a tree with collapsible lines or as text, with search, line wrapping, copying and
 * masked secrets. Only the lines in the viewport are in the page.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useId, useMemo, useRef, useState } from 'react'
import { maskSpans } from '../../../query/secrets/find-secrets.ts'
import { isMenuKey } from '../../ui/keys/is-menu-key.ts'
import { usePivots } from '../../ui/pivot-context.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import { ShowMoreButton } from '../../ui/text/show-more-button.tsx'
import { TextMarksContext } from '../../ui/text/text-marks.ts'
import { BodyLine } from './body-line.tsx'
import type { BodySource } from './body-source.ts'
import { BodyToolbar } from './body-toolbar.tsx'
import { findKeyMove, type KeyMove } from './find-key-move.ts'
import { createLineGestures } from './line-gestures.ts'
import { type Body, findCurrentIndex, useBody } from './use-body.ts'
import { useLineInView } from './use-line-in-view.ts'

const lineHeight = 18
/** The number of lines that the list gets at once: measuring a line takes time for each line after it. */
const linesPerStep = 20_000

/** Draws a body under its label. Give it another key for another entry. */
export function BodyViewer({
  label,
  source,
  time,
}: {
  label: string
  source: BodySource
  /** The time of the entry, for queries around it. */
  time: string
}) {
  const [isTree, setTree] = useState(source.form === 'json')
  const [isWrapped, setWrapped] = useState(true)
  const body = useBody(source, isTree)
  return (
    <div className="flex min-w-0 flex-col">
      <BodyToolbar
        label={label}
        body={body}
        getCopyText={() => maskSpans(source.text, body.masked)}
        mode={{
          isTree,
          isWrapped,
          setTree: source.form === 'json' ? setTree : undefined,
          setWrapped,
        }}
      />
      {/* The hits of the body's own search are marked, which finds the same texts. */}
      <TextMarksContext.Provider value={undefined}>
        <LineList
          key={`${isTree} ${isWrapped}`}
          label={label}
          body={body}
          isWrapped={isWrapped}
          time={time}
        />
      </TextMarksContext.Provider>
    </div>
  )
}

function LineList({
  label,
  body,
  isWrapped,
  time,
}: {
  label: string
  body: Body
  isWrapped: boolean
  time: string
}) {
  const scroller = useRef<HTMLDivElement>(null)
  /** The range of visible lines that the list has. */
  const [{ from, size }, setRange] = useState({ from: 0, size: linesPerStep })
  const pivots = usePivots()
  const treeId = useId()
  const { source, lines, masked, visible, current } = body
  const currentIndex = findCurrentIndex(body)
  if (currentIndex < from || currentIndex >= from + size) {
    setRange({ from: Math.max(0, currentIndex - linesPerStep / 2), size: linesPerStep })
  }
  const count = Math.max(0, Math.min(visible.length - from, size))
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 10,
    getItemKey: (index) => from + index,
  })
  const gestures = useMemo(
    () => createLineGestures({ source, lines, masked }, time, pivots),
    [source, lines, masked, time, pivots],
  )
  const toLineId = (index: number) => `${treeId}-${index}`
  useLineInView(virtualizer, currentIndex - from, toLineId(currentIndex), body.gestureCount)

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey)
      return
    const pageLines = Math.max(
      1,
      Math.floor((scroller.current?.clientHeight ?? 300) / lineHeight) - 1,
    )
    const move: KeyMove | undefined = isMenuKey(event)
      ? { kind: 'menu' }
      : findKeyMove(event.key, body, pageLines)
    if (!move) return
    event.preventDefault()
    event.stopPropagation()
    const anchor = document.getElementById(toLineId(currentIndex))
    if (move.kind === 'go') body.goTo(move.line)
    else if (move.kind === 'toggle') body.toggleCollapsed(current)
    else if (move.kind === 'show') body.revealed.toggle(move.start)
    else if (move.kind === 'copy-value') gestures.copyValue(current)
    else if (move.kind === 'copy-path') gestures.copyPath(current)
    else if (anchor && gestures.canPivot(current)) gestures.openMenu(current, anchor)
  }

  function onClick({ target }: MouseEvent) {
    const row = findRow(target)
    if (row) body.setCurrent(Number(row.getAttribute('data-line')))
  }

  function onContextMenu(event: MouseEvent) {
    const row = findRow(event.target)
    const line = Number(row?.getAttribute('data-line'))
    if (!row || !gestures.canPivot(line)) return
    event.preventDefault()
    body.setCurrent(line)
    gestures.openMenu(line, row)
  }

  const items = virtualizer.getVirtualItems()
  const unreadLength = lines.text.length - lines.readUpTo
  return (
    <>
      {from > 0 && (
        <ShowMoreButton
          hidden={from}
          noun="earlier lines"
          onClick={() => {
            const added = Math.min(from, linesPerStep)
            setRange({ from: from - added, size: size + added })
          }}
        />
      )}
      <div
        ref={scroller}
        role="tree"
        aria-label={label}
        aria-activedescendant={
          items.some(({ index }) => from + index === currentIndex)
            ? toLineId(currentIndex)
            : undefined
        }
        tabIndex={0}
        data-body-tree
        onKeyDown={onKeyDown}
        onClick={onClick}
        onContextMenu={onContextMenu}
        className="group/tree max-h-[60vh] overflow-auto font-mono text-[12px] leading-[18px] focus-visible:-outline-offset-2"
      >
        <div
          role="none"
          className="relative min-w-full"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {items.map(({ index, start, key }) => (
            <BodyLine
              key={key}
              ref={isWrapped ? virtualizer.measureElement : undefined}
              body={body}
              line={visible[from + index] ?? 0}
              index={index}
              id={toLineId(from + index)}
              style={{ transform: `translateY(${start}px)` }}
              isWrapped={isWrapped}
              gestures={gestures}
            />
          ))}
        </div>
      </div>
      {visible.length > from + count && (
        <ShowMoreButton
          hidden={visible.length - from - count}
          noun="lines"
          onClick={() => setRange({ from, size: size + linesPerStep })}
        />
      )}
      {unreadLength > 0 && (
        <p className="px-3 py-1 text-kumo-subtle text-xs">
          The last {toCountText(unreadLength)} characters are too many lines to draw. A copy has
          them.
        </p>
      )}
    </>
  )
}

function findRow(target: EventTarget): Element | null {
  return target instanceof Element ? target.closest('[data-line]') : null
}
