/** Parts that are loaded when they are shown, and the notice for a part that could not be loaded. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import { Button } from '../ui/button.tsx'

/**
 * A part in a file of its own. After an update of the server that file may be gone; then the part is replaced by
 * a notice, and the rest of the page stays as it is.
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
