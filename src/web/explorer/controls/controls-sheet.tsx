/** The controls of a narrow page: one button in the header, and a sheet with all of them. */
import { Dialog } from '@cloudflare/kumo/primitives/dialog'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { type ReactNode, useRef } from 'react'
import { passCommand } from '../../first-load/pending-command.ts'
import { useCommand } from '../../first-load/use-command.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import { SheetButtonFace } from './sheet-button-face.tsx'

/** Draws the button with the number of filters and the time range; `children` are mounted while the sheet is open. */
export function ControlsSheet({
  isOpen,
  onOpenChange,
  filterCount,
  range,
  shown,
  children,
}: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  filterCount: number
  /** The time range in words. */
  range: string
  /** How many entries are shown behind the sheet. */
  shown: number
  children: ReactNode
}) {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Trigger
        render={<Button variant="secondary" size="sm" className="min-w-0 max-w-full shrink" />}
      >
        <SheetButtonFace filterCount={filterCount} range={range} />
      </Dialog.Trigger>
      {!isOpen && <SheetCommands onCommand={() => onOpenChange(true)} />}
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <Dialog.Popup
          ref={popup}
          // A key such as `/` opens the sheet for one field, which takes the focus itself.
          initialFocus={() => !popup.current?.contains(document.activeElement)}
          className="fixed inset-0 z-40 flex flex-col bg-kumo-base text-[13px] text-kumo-default leading-5 outline-none"
        >
          <div className="flex h-10 shrink-0 items-center justify-between border-kumo-line border-b pr-3 pl-4">
            <Dialog.Title className="font-semibold">Filters & time</Dialog.Title>
            <Dialog.Close
              render={<IconButton size="sm" icon={<XIcon aria-hidden />} label="Close" />}
            />
          </div>
          <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">{children}</div>
          <div className="shrink-0 border-kumo-line border-t p-3">
            <Dialog.Close
              render={<Button variant="primary" size="base" className="w-full! justify-center" />}
            >
              Show {shown === 1 ? '1 entry' : `${toCountText(shown)} entries`}
            </Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const commands = ['focus-query-bar', 'add-filter', 'save-query'] as const

/** Opens the sheet by the keys of the controls in it, and hands the key on to its control. */
function SheetCommands({ onCommand }: { onCommand: () => void }) {
  return commands.map((command) => (
    <SheetCommand key={command} command={command} onCommand={onCommand} />
  ))
}

function SheetCommand({
  command,
  onCommand,
}: {
  command: (typeof commands)[number]
  onCommand: () => void
}) {
  useCommand(command, (typed) => {
    passCommand({ command, typed })
    onCommand()
  })
  return null
}

/** A labelled row of the sheet. */
export function SheetField({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col items-start gap-1">
      <p className="text-[12px] text-kumo-strong">{label}</p>
      {children}
    </div>
  )
}
