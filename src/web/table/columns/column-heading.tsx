/** The heading of one column: opens the menu of the column, is dragged to move it, and has an edge to resize it. */
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { PushPinIcon } from '@phosphor-icons/react/dist/csr/PushPin'
import { useState } from 'react'
import { clampWidth } from '../../preferences/view-preferences.ts'
import type { ModelColumn } from './column-features.ts'
import { moveColumn, resizeColumn } from './column-model.ts'
import { HeadingFrame } from './heading-frame.tsx'
import { startColumnDrag } from './start-column-drag.ts'
import { ZoneName } from './zone-name.tsx'

/** Change of the width by a menu item, in pixels. */
const widthStep = 40

export function ColumnHeading({
  column,
  width,
  timeZone,
}: {
  column: ModelColumn
  /** The present width, which may be more than the column's own. */
  width: number
  /** The zone of the times of this column. */
  timeZone: string | undefined
}) {
  const [isOpen, setOpen] = useState(false)
  const label = String(column.columnDef.header)
  const index = column.getIndex()
  const isPinned = column.getIsPinned() !== false
  const [isFirst, isLast] = [column.getIsFirstColumn(), column.getIsLastColumn()]
  const resize = (next: number) => resizeColumn(column, clampWidth(next))
  const move = (to: number) => moveColumn(column, to)
  return (
    <HeadingFrame field={column.id} label={label} index={index} isPinned={isPinned}>
      <DropdownMenu open={isOpen} onOpenChange={setOpen}>
        <DropdownMenu.Trigger
          aria-label={`Column ${label}${timeZone === undefined ? '' : ` (${timeZone})`}`}
          className="flex h-full min-w-0 flex-1 cursor-pointer items-center gap-1 px-2.5 text-left font-medium hover:bg-kumo-tint"
          onPointerDown={(event) => startColumnDrag(event, move)}
          // A press may become a drag, so only a click of the pointer opens the menu.
          onMouseDown={(event) => event.preventBaseUIHandler()}
          onClick={(event) => {
            if (event.detail === 0) return
            event.preventBaseUIHandler()
            setOpen(!isOpen)
          }}
        >
          <span className="truncate">
            {label}
            {timeZone !== undefined && <ZoneName timeZone={timeZone} />}
          </span>
          {isPinned && <PushPinIcon aria-hidden size={11} weight="fill" className="shrink-0" />}
        </DropdownMenu.Trigger>
        <DropdownMenu.Content align="start">
          <DropdownMenu.Item onClick={() => column.pin(isPinned ? false : 'start')}>
            {isPinned ? 'Unpin' : 'Pin to the left'}
          </DropdownMenu.Item>
          <DropdownMenu.Item disabled={isFirst} onClick={() => move(index - 1)}>
            Move left
          </DropdownMenu.Item>
          <DropdownMenu.Item disabled={isLast} onClick={() => move(index + 1)}>
            Move right
          </DropdownMenu.Item>
          <DropdownMenu.Separator />
          <DropdownMenu.Item closeOnClick={false} onClick={() => resize(width + widthStep)}>
            Wider
          </DropdownMenu.Item>
          <DropdownMenu.Item closeOnClick={false} onClick={() => resize(width - widthStep)}>
            Narrower
          </DropdownMenu.Item>
          <DropdownMenu.Item onClick={() => column.resetSize()}>Usual width</DropdownMenu.Item>
          <DropdownMenu.Separator />
          <DropdownMenu.Item
            disabled={isFirst && isLast}
            onClick={() => column.toggleVisibility(false)}
          >
            Hide
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu>
      <ResizeEdge width={width} onResize={resize} />
    </HeadingFrame>
  )
}

/** The right edge of a heading. Keyboard users have “Wider” and “Narrower” in the menu. */
function ResizeEdge({ width, onResize }: { width: number; onResize: (width: number) => void }) {
  return (
    <span
      aria-hidden
      data-resize
      className="absolute inset-y-1 right-0 w-2 cursor-col-resize border-kumo-line border-r hover:border-kumo-brand"
      onPointerDown={(down) => {
        down.preventDefault()
        const edge = down.currentTarget
        edge.setPointerCapture(down.pointerId)
        edge.onpointermove = ({ clientX }) => onResize(width + clientX - down.clientX)
        edge.onlostpointercapture = () => {
          edge.onpointermove = null
        }
      }}
    />
  )
}
