/** Components that are loaded when they are first shown, and the notice for one that could not be loaded. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import { Button } from '../ui/button.tsx'

/**
 * Makes a component from a separate file. After an update of the server that file may be gone; a notice then
 * replaces the component, and the rest of the page stays.
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(() =>
    load().then(
      (part) => ({ default: part }),
      () => ({ default: MissingPart }),
    ),
  )
}

function MissingPart() {
  return (
    <div
      role="alert"
      className="flex shrink-0 items-center gap-2 bg-kumo-base px-2 py-1 text-[12px] text-kumo-strong"
    >
      This part could not be loaded. The address keeps the query:
      <Button size="xs" variant="secondary" onClick={() => window.location.reload()}>
        Reload the page
      </Button>
    </div>
  )
}
