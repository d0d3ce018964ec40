/** The menu of a pill: every action with its key. */
import { Menu } from '@cloudflare/kumo/primitives/menu'
import { DotsThreeIcon } from '@phosphor-icons/react/dist/csr/DotsThree'
import { useRef } from 'react'
import { menuItemClass, menuPopupClass } from '../../ui/menu-style.ts'

/** One action on a pill. `key` is its shortcut, as in `KeyboardEvent.key`. */
export type PillAction = { words: string; key: string; run: () => void }

/** Names of keys on the screen, where they differ from `KeyboardEvent.key`. */
const keyNames: Readonly<Record<string, string>> = { Delete: 'Del' }

/** The name of a key as printed on keyboards. */
export function toKeyName(key: string): string {
  return keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}

export function PillMenu({
  label,
  actions,
  isOpen,
  onOpenChange,
  onDismiss,
  className,
}: {
  label: string
  actions: readonly PillAction[]
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  /** Called when the menu closes without a choice, to move the focus back. */
  onDismiss: () => void
  className: string
}) {
  const hasChosen = useRef(false)
  return (
    <Menu.Root
      open={isOpen}
      modal={false}
      onOpenChange={(open) => {
        if (open) hasChosen.current = false
        onOpenChange(open)
      }}
    >
      <Menu.Trigger
        aria-label={label}
        // Keyboard users press the full stop on the pill, which its title shows.
        tabIndex={-1}
        title="Open actions menu"
        className={className}
      >
        <DotsThreeIcon size={14} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="start" sideOffset={6} collisionPadding={8} className="z-50">
          <Menu.Popup
            className={`min-w-52 ${menuPopupClass}`}
            finalFocus={() => {
              if (!hasChosen.current) onDismiss()
              return false
            }}
          >
            {actions.map(({ words, key, run }) => (
              <Menu.Item
                key={words}
                aria-keyshortcuts={key}
                className={menuItemClass}
                onClick={() => {
                  hasChosen.current = true
                  run()
                }}
              >
                {words}
                <kbd aria-hidden className="ml-auto pl-6 font-mono text-[11px] text-kumo-subtle">
                  {toKeyName(key)}
                </kbd>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
