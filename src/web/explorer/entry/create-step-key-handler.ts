/** The keys that step from entry to entry while the focus is in the drawer. */
import type { KeyboardEvent } from 'react'

/** The step that a key makes: to the next or the previous entry. */
function findStepKey(key: string): 'onNext' | 'onPrevious' | undefined {
  if (key === 'ArrowDown' || key === 'j') return 'onNext'
  return key === 'ArrowUp' || key === 'k' ? 'onPrevious' : undefined
}

/** Elements of the drawer that use these keys themselves. */
const ownKeys = 'input, textarea, select, [role="tree"], [role="menu"], [role="dialog"]'

/** Handles the keys; those with a modifier are left to the browser. */
export function createStepKeyHandler(steps: {
  onNext: (() => void) | undefined
  onPrevious: (() => void) | undefined
}): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const { target, currentTarget } = event
    // React also passes on keys of a menu, which is elsewhere in the document.
    if (!(target instanceof Element) || !currentTarget.contains(target)) return
    const step = findStepKey(event.key)
    if (!step || target.closest(ownKeys)) return
    event.preventDefault()
    steps[step]?.()
  }
}
