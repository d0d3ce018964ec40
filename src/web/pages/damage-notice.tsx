/** Tells the user once that something stored in this browser could not be read, and where its text is. */

import { markDamageTold, useHasNewDamage } from '../preferences/damaged-texts.ts'
import { Button } from '../ui/button.tsx'
import { Link } from '../ui/links/link.tsx'

/** Draws the notice above the bottom of the page. */
export function DamageNotice() {
  const isNew = useHasNewDamage()
  if (!isNew) return null
  return (
    <section
      aria-label="Damaged settings"
      className="fixed bottom-16 left-3 z-50 flex max-w-[min(32rem,calc(100vw-1.5rem))] flex-wrap items-center gap-2 rounded-lg bg-kumo-base px-3 py-2 text-[13px] text-kumo-default shadow-lg ring ring-kumo-line"
    >
      <p role="alert">
        Some settings, saved queries or rules of this browser could not be read. The rest is in use,
        and the damaged text is kept.
      </p>
      <Link to="/saved#browser" className="text-kumo-link underline" onClick={markDamageTold}>
        See it and download it
      </Link>
      <Button size="sm" variant="ghost" onClick={markDamageTold}>
        Dismiss
      </Button>
    </section>
  )
}
