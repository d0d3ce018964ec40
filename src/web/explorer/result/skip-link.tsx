/** A link, first in the tab order, that skips to the list. It overlays the page, so that nothing moves. */
import { KeyHint } from '../../ui/keys/key-hint.tsx'
import { entriesId } from './use-table-keys.ts'

export function SkipLink({ onSkip }: { onSkip: () => void }) {
  return (
    <a
      href={`#${entriesId}`}
      aria-keyshortcuts="t"
      className="-translate-y-16 absolute top-2 left-4 z-50 flex h-8 items-center gap-2 rounded-md bg-kumo-base px-3 font-medium text-kumo-default no-underline shadow-lg ring ring-kumo-line focus:translate-y-0"
      onClick={(event) => {
        // The address contains the query; following the link would add a fragment.
        event.preventDefault()
        onSkip()
      }}
    >
      Skip to the entries
      <KeyHint>t</KeyHint>
    </a>
  )
}
