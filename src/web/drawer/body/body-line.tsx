/** One line of a body: indented, collapsible, with key, value and buttons. */
import { cn } from '@cloudflare/kumo/utils'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight'
import { CopyIcon } from '@phosphor-icons/react/dist/csr/Copy'
import { DotsThreeIcon } from '@phosphor-icons/react/dist/csr/DotsThree'
import { PathIcon } from '@phosphor-icons/react/dist/csr/Path'
import type { Ref } from 'react'
import { toCountText } from '../../ui/text/count-text.ts'
import { isOpener } from './body-lines.ts'
import { LineContent } from './line-content.tsx'
import type { LineGestures } from './line-gestures.ts'
import { isCloser } from './line-path.ts'
import type { Body } from './use-body.ts'

/** Maximum depth that is shown by indentation; deeper lines show the number of their depth. */
const maxIndentDepth = 24

/** Renders a line at its position in the list. `ref` is for measuring, where lines wrap. */
export function BodyLine({
  body,
  line,
  index,
  id,
  style,
  isWrapped,
  gestures,
  ref,
}: {
  body: Body
  line: number
  /** Its index in the list. */
  index: number
  id: string
  style: { transform: string }
  isWrapped: boolean
  gestures: LineGestures
  ref: Ref<HTMLDivElement> | undefined
}) {
  const { lines, collapsed } = body
  const depth = lines.depths[line] ?? 0
  const opens = isOpener(lines, line)
  const isCollapsed = collapsed.has(line)
  const isCurrent = body.current === line
  const indent = Math.min(depth, maxIndentDepth) * 2 + 2
  const Caret = isCollapsed ? CaretRightIcon : CaretDownIcon
  return (
    <div
      ref={ref}
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isCurrent}
      aria-expanded={opens ? !isCollapsed : undefined}
      tabIndex={-1}
      data-index={index}
      data-line={line}
      style={style}
      className={cn(
        'group/line absolute top-0 left-0 min-h-[18px] min-w-full scroll-my-6 pr-1 hover:bg-kumo-tint',
        isWrapped ? 'w-full whitespace-pre-wrap [overflow-wrap:anywhere]' : 'w-max whitespace-pre',
        isCurrent &&
          'group-focus/tree:bg-kumo-tint group-focus-visible/tree:outline-2 group-focus-visible/tree:outline-kumo-brand group-focus-visible/tree:-outline-offset-2',
      )}
    >
      <div style={{ paddingInlineStart: `${indent + 2}ch`, textIndent: '-2ch' }}>
        {opens && (
          <button
            type="button"
            tabIndex={-1}
            aria-hidden
            className="absolute -ml-[2ch] h-[18px] w-[2ch] cursor-pointer text-kumo-subtle hover:text-kumo-default"
            style={{ marginInlineStart: '-2ch', textIndent: 0 }}
            onClick={() => body.toggleCollapsed(line)}
          >
            <Caret size={10} />
          </button>
        )}
        {depth > maxIndentDepth && <span className="text-kumo-subtle">{`⟨${depth}⟩ `}</span>}
        <LineContent body={body} line={line} />
        {isCollapsed && (
          <CollapsedContent body={body} line={line} onOpen={() => body.toggleCollapsed(line)} />
        )}
      </div>
      {!isCloser(lines, line) && <LineActions line={line} gestures={gestures} />}
    </div>
  )
}

function CollapsedContent({
  body,
  line,
  onOpen,
}: {
  body: Body
  line: number
  onOpen: () => void
}) {
  const { lines } = body
  const closer = lines.closers[line] ?? line
  const count = toCountText(lines.ordinals[closer] ?? 0)
  const bracket = lines.text[lines.starts[closer] ?? 0] ?? ''
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        className="mx-0.5 cursor-pointer rounded-sm bg-kumo-fill px-1 font-sans text-[11px] text-kumo-default leading-4"
        style={{ textIndent: 0 }}
        onClick={onOpen}
      >
        {`… ${count} inside`}
      </button>
      {bracket}
    </>
  )
}

const actionClass =
  'flex size-[18px] cursor-pointer items-center justify-center rounded-sm bg-kumo-base text-kumo-default hover:bg-kumo-fill'

/** Buttons for the mouse. The keyboard has a key for each of them. */
function LineActions({ line, gestures }: { line: number; gestures: LineGestures }) {
  const actions = [
    { name: 'Copy value (c)', Icon: CopyIcon, act: () => gestures.copyValue(line) },
    { name: 'Copy path (p)', Icon: PathIcon, act: () => gestures.copyPath(line) },
  ]
  return (
    <span className="absolute top-0 right-1 hidden gap-0.5 font-sans group-hover/line:flex pointer-coarse:flex">
      {actions.map(({ name, Icon, act }) => (
        <button
          key={name}
          type="button"
          tabIndex={-1}
          aria-label={name}
          title={name}
          className={actionClass}
          onClick={act}
        >
          <Icon size={12} aria-hidden />
        </button>
      ))}
      {gestures.canPivot(line) && (
        <button
          type="button"
          tabIndex={-1}
          aria-label="More about this value (m)"
          title="Open actions menu (. or m)"
          className={actionClass}
          onClick={(event) => gestures.openMenu(line, event.currentTarget)}
        >
          <DotsThreeIcon size={12} aria-hidden />
        </button>
      )}
    </span>
  )
}
