/** Lists every key of the app. */
import { Dialog } from '@cloudflare/kumo/components/dialog'
import { DialogHead } from '../../ui/dialog-head.tsx'
import { type Shortcut, shortcutGroups } from '../../ui/keys/shortcuts.ts'

/** Draws the dialog while it is open. */
export function ShortcutDialog({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog size="xl" className="max-h-[85vh] overflow-y-auto p-6">
        <DialogHead title="Keyboard shortcuts" closes="Close" />
        <div className="mt-4 gap-x-10 min-[700px]:columns-2">
          {shortcutGroups.map(({ title, shortcuts }) => (
            <section key={title} className="mb-5 break-inside-avoid">
              <h3 className="mb-1.5 font-medium text-[12px] text-kumo-subtle">{title}</h3>
              <dl>
                {shortcuts.map((shortcut) => (
                  <ShortcutLine key={shortcut.does} shortcut={shortcut} />
                ))}
              </dl>
            </section>
          ))}
        </div>
      </Dialog>
    </Dialog.Root>
  )
}

function ShortcutLine({ shortcut: { keys, does } }: { shortcut: Shortcut }) {
  return (
    <div className="flex items-baseline justify-between gap-4 border-kumo-hairline border-b py-1 text-[13px]">
      <dt>{does}</dt>
      <dd className="flex shrink-0 flex-wrap justify-end gap-1">
        {keys.map((key) => (
          <kbd
            key={key}
            className="rounded border border-kumo-line bg-kumo-recessed px-1.5 font-mono text-[11px] text-kumo-default"
          >
            {key}
          </kbd>
        ))}
      </dd>
    </div>
  )
}
