/** The button that opens the comparison of the chosen entries. */
import { Button } from '../../ui/button.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import { type Compare, compareLimits } from './use-compare.ts'

/** Draws the button if any entry is chosen; it is disabled, with the allowed number, for too few or too many. */
export function CompareButton({ compare }: { compare: Compare }) {
  const { count } = compare
  if (count === 0) return null
  const { minEntries, maxEntries } = compareLimits
  const isPossible = count >= minEntries && count <= maxEntries
  const range = `${minEntries} to ${maxEntries} entries can be compared`
  return (
    <span className="flex items-center gap-1">
      <Button
        size="xs"
        variant="secondary"
        disabled={!isPossible}
        title={isPossible ? 'Field by field, beside each other' : range}
        onClick={compare.open}
      >
        {`Compare ${toCountText(count)}`}
      </Button>
      {!isPossible && <span className="text-kumo-subtle">{range}</span>}
    </span>
  )
}
