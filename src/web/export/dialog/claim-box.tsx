/** Shows the claim about the exported entries, with a button to load the missing ones. */

import { Button } from '../../ui/button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { Claim } from '../claim.ts'

export function ClaimBox({
  claim: { isComplete, words },
  onLoadAll,
}: {
  claim: Claim
  onLoadAll?: (() => void) | undefined
}) {
  return (
    <div
      className={`rounded-md border-l-4 bg-kumo-tint px-3 py-2 ${isComplete ? 'border-kumo-success' : 'border-kumo-warning'}`}
    >
      <p>
        <VisibleText text={words} />
      </p>
      {onLoadAll && (
        <Button size="xs" variant="secondary" className="mt-1.5" onClick={onLoadAll}>
          Load all first
        </Button>
      )}
    </div>
  )
}
