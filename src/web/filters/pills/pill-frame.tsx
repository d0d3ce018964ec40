/** The frame that all pills share: shape, editor panel, menu, shortcuts and the remove button. */
import { Popover } from '@cloudflare/kumo/primitives/popover'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { Panel } from '../../ui/panel.tsx'
import type { Pill } from './list-pills.ts'
import { type PillAction, PillMenu, toKeyName } from './pill-menu.tsx'
import { PillOutline } from './pill-outline.tsx'
import { pillSegment, pillText } from './pill-shape.ts'

const segment = `${pillSegment} cursor-pointer hover:bg-kumo-tint hover:text-kumo-default`

export function PillFrame({
  pill,
  sentence,
  note,
  actions,
  panel,
  onPanel,
  children,
}: {
  pill: Pill
  /** The filter in words, for the accessible names. */
  sentence: string
  /** A further line of the tooltip. */
  note?: string | undefined
  /** The actions; the keys `Enter`, `Delete` and `n` mean edit, remove and flip. */
  actions: readonly PillAction[]
  /** The open editor with its label; absent while it is closed. */
  panel: { label: string; editor: ReactNode } | undefined
  /** Opens the editor, or closes it. */
  onPanel: (isOpen: boolean) => void
  /** The text of the pill. */
  children: ReactNode
}) {
  const [isMenuOpen, setIsMenuOpen] = useState(false)
  const main = useRef<HTMLButtonElement>(null)
  const findAction = (key: string) => actions.find((action) => action.key === key)

  function pressKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const key = event.key === 'Backspace' ? 'Delete' : event.key
    if (key === '.' || key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) {
      event.preventDefault()
      setIsMenuOpen(true)
      return
    }
    // Enter clicks the button, which opens the editor.
    const action = key === 'Enter' ? undefined : findAction(key)
    if (!action) return
    event.preventDefault()
    action.run()
  }

  return (
    <PillOutline
      pill={pill}
      onContextMenu={(event) => {
        event.preventDefault()
        setIsMenuOpen(true)
      }}
    >
      <Popover.Root open={panel !== undefined} onOpenChange={onPanel}>
        <Popover.Trigger
          ref={main}
          data-pill={pill.key}
          aria-label={sentence}
          aria-keyshortcuts={actions.map(({ key }) => key).join(' ')}
          title={[sentence, note, toKeyHint(actions)].filter(Boolean).join('\n')}
          className={`${pillText} cursor-pointer hover:bg-kumo-tint data-popup-open:bg-kumo-tint`}
          onKeyDown={pressKey}
        >
          {children}
        </Popover.Trigger>
        <Panel label={panel?.label ?? ''} className="w-96">
          {panel?.editor}
        </Panel>
      </Popover.Root>
      <PillMenu
        label={`Menu of filter: ${sentence}`}
        actions={actions}
        isOpen={isMenuOpen}
        onOpenChange={setIsMenuOpen}
        onDismiss={() => main.current?.focus()}
        className={segment}
      />
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Remove filter: ${sentence}`}
        title="Remove this filter (Del)"
        className={segment}
        onClick={findAction('Delete')?.run}
      >
        <XIcon size={12} aria-hidden />
      </button>
    </PillOutline>
  )
}

function toKeyHint(actions: readonly PillAction[]): string {
  const hints = actions.map(({ words, key }) => `${toKeyName(key)}: ${words.toLowerCase()}`)
  return [...hints, '. : menu'].join(' · ')
}
