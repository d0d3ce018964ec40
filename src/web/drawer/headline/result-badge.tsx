/** The outcome of the recorded action, in color and in words. */
import { Badge } from '@cloudflare/kumo/components/badge'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readOutcome } from '../../../catalog/roles.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'

/** Renders the outcome; nothing for a dataset that records none. */
export function ResultBadge({ dataset, entry }: { dataset: Dataset; entry: unknown }) {
  if (!dataset.outcomes) return null
  const outcome = readOutcome(dataset, entry)
  if (outcome === 'success') return <Badge variant="success">Succeeded</Badge>
  if (outcome === 'failure') return <Badge variant="error">Failed</Badge>
  if (outcome !== undefined) {
    return (
      <Badge variant="warning">
        <span className="max-w-40 truncate">
          <VisibleText text={outcome.other} />
        </span>
      </Badge>
    )
  }
  return <Badge variant="secondary">Result not recorded</Badge>
}
