/** Opens the menu of a value in the drawer: by a right click, and by the keys of menus. */
import type { KeyboardEvent, MouseEvent } from 'react'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import { isMenuKey } from '../../ui/keys/is-menu-key.ts'
import { usePivots } from '../../ui/pivot-context.ts'

/** Elements that use these keys or the right click themselves. */
const ownMenus = 'input, textarea, [role=tree]'

/** The handlers of an element that shows the value, or several values; none without a value. */
export function useValueMenu(targets: PivotTarget | readonly PivotTarget[] | undefined): {
  onContextMenu?: (event: MouseEvent) => void
  onKeyDown?: (event: KeyboardEvent) => void
} {
  const { openMenu } = usePivots()
  if (!targets || ('length' in targets && targets.length === 0)) return {}
  const open = (event: MouseEvent | KeyboardEvent) => {
    const { target, currentTarget } = event
    // React also passes on events of the menu itself, which is elsewhere in the document.
    const isInside = target instanceof Element && currentTarget.contains(target)
    if (event.defaultPrevented || !isInside || target.closest(ownMenus)) return
    event.preventDefault()
    openMenu(targets, currentTarget)
  }
  return {
    onContextMenu: open,
    onKeyDown(event) {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
      if (isPlain && isMenuKey(event)) open(event)
    },
  }
}
