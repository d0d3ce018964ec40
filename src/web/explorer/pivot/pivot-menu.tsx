/** The menu of a value: filter by it, copy it, or open a related query. Every query is a link. */
import { Menu } from '@cloudflare/kumo/primitives/menu'
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight'
import { useId } from 'react'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import { findPivotLabel, toPivotLabel } from '../../../query/pivot/resolve-pivot.ts'
import { menuItemClass, menuPopupClass } from '../../ui/menu-style.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { PivotMenuContext } from './link-item.tsx'
import { OwnLogItem } from './own-log-item.tsx'
import { AroundItems, ValueItems } from './pivot-items.tsx'
import { SaveProofItem } from './save-proof-item.tsx'

const popupClass = `min-w-64 ${menuPopupClass}`

/** The values that the menu is about, the element that it is placed at, and the row, where it is the menu of a row. */
export type MenuSubject = {
  targets: readonly PivotTarget[]
  anchor: Element
  row?: number | undefined
}

/** Draws the menu of one value, or a submenu for each of several. It stays mounted while closed. */
export function PivotMenu({
  subject,
  isOpen,
  context,
}: {
  subject: MenuSubject | undefined
  isOpen: boolean
  context: PivotMenuContext
}) {
  const { targets = [], anchor, row } = subject ?? {}
  const [first] = targets
  const triggerId = useId()
  return (
    <Menu.Root
      open={isOpen}
      triggerId={triggerId}
      onOpenChange={(open) => {
        if (!open) context.onClose()
      }}
    >
      {/* Submenus find their parent by its trigger, but this menu is opened by the element with the value. */}
      <Menu.Trigger id={triggerId} className="hidden">
        Actions on this value
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner
          anchor={anchor}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50"
        >
          <Menu.Popup className={popupClass}>
            {targets.length === 1 && first ? (
              <ValueItems target={first} context={context} />
            ) : (
              targets.map((target) => (
                <ValueSubmenu key={target.pointer} target={target} context={context} />
              ))
            )}
            {first && <AroundItems target={first} context={context} />}
            {first && <OwnLogItem target={first} context={context} />}
            {row !== undefined && context.proofs && (
              <SaveProofItem row={row} proofs={context.proofs} />
            )}
            <p className="m-0 px-2 pt-1 pb-0.5 text-[11px] leading-4 text-kumo-subtle">
              Ctrl or ⌘ with click or Enter: in a new tab
            </p>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function ValueSubmenu({ target, context }: { target: PivotTarget; context: PivotMenuContext }) {
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className={menuItemClass}>
        <span className="shrink-0 text-kumo-subtle">
          {findPivotLabel(context.dataset, target) ?? target.pointer}
        </span>
        <span className="max-w-64 truncate font-medium">
          <VisibleText text={toPivotLabel(target)} />
        </span>
        <CaretRightIcon size={12} aria-hidden className="ml-auto shrink-0 text-kumo-subtle" />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner alignOffset={-4} collisionPadding={8} className="z-50">
          <Menu.Popup className={popupClass}>
            <ValueItems target={target} context={context} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  )
}
