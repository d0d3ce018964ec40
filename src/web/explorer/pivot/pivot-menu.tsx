/** The menu of a value: filter by it, copy it, and where it leads. Every way is a link of its own. */
import { Menu } from '@cloudflare/kumo/primitives/menu'
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight'
import { useId } from 'react'
import { menuItemClass, menuPopupClass } from '../../ui/menu-style.ts'
import type { PivotTarget } from '../../ui/pivot-context.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { AroundItems, type PivotMenuContext, ValueItems } from './pivot-items.tsx'
import { findPivotField, toPivotLabel } from './resolve-pivot.ts'

const popupClass = `min-w-64 ${menuPopupClass}`

/** The values that the menu is about, and the element that it stands at. */
export type MenuSubject = { targets: readonly PivotTarget[]; anchor: Element }

/** Draws the menu of one value, or of several with a menu for each. Stays in the page while closed. */
export function PivotMenu({
  subject,
  isOpen,
  place,
}: {
  subject: MenuSubject | undefined
  isOpen: boolean
  place: PivotMenuContext
}) {
  const { targets = [], anchor } = subject ?? {}
  const [only] = targets
  const triggerId = useId()
  return (
    <Menu.Root
      open={isOpen}
      triggerId={triggerId}
      onOpenChange={(open) => {
        if (!open) place.onClose()
      }}
    >
      {/* Submenus find their parent by its trigger; this menu is opened by whatever has the value. */}
      <Menu.Trigger id={triggerId} className="hidden">
        What to do with this value
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
            {targets.length === 1 && only ? (
              <ValueItems target={only} place={place} />
            ) : (
              targets.map((target) => (
                <ValueSubmenu key={target.pointer} target={target} place={place} />
              ))
            )}
            {only && <AroundItems target={only} place={place} />}
            <p className="m-0 px-2 pt-1 pb-0.5 text-[11px] leading-4 text-kumo-subtle">
              Ctrl or ⌘ with click or Enter: in a new tab
            </p>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function ValueSubmenu({ target, place }: { target: PivotTarget; place: PivotMenuContext }) {
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className={menuItemClass}>
        <span className="shrink-0 text-kumo-subtle">
          {findPivotField(place.dataset, target)?.label ?? target.pointer}
        </span>
        <span className="max-w-64 truncate font-medium">
          <VisibleText text={toPivotLabel(target)} />
        </span>
        <CaretRightIcon size={12} aria-hidden className="ml-auto shrink-0 text-kumo-subtle" />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner alignOffset={-4} collisionPadding={8} className="z-50">
          <Menu.Popup className={popupClass}>
            <ValueItems target={target} place={place} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  )
}
