/** The keys that step from entry to entry while the focus is in the drawer. */
import type { KeyboardEvent } from 'react'

/** Where a key leads: to the entry after or before this one. */
function findStepKey(key: string): 'onNext' | 'onPrevious' | undefined {
  if (key === 'ArrowDown' || key === 'j') return 'onNext'
  return key === 'ArrowUp' || key === 'k' ? 'onPrevious' : undefined
}

/** Parts of the drawer that have a use for these keys themselves. */
const ownKeys = 'input, textarea, select, [role="tree"], [role="menu"], [role="dialog"]'

/** Handles the keys; those with a modifier stay the browser's. */
export function createStepKeyHandler(steps: {
  onNext: (() => void) | undefined
  onPrevious: (() => void) | undefined
}): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const { target, currentTarget } = event
    // A menu opens elsewhere in the page, and its keys come by all the same.
    if (!(target instanceof Element) || !currentTarget.contains(target)) return
    const step = findStepKey(event.key)
    if (!step || target.closest(ownKeys)) return
    event.preventDefault()
    steps[step]?.()
  }
}
