/** How the recorded action ended, in color and in words. */
import { Badge } from '@cloudflare/kumo/components/badge'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { VisibleText } from '../ui/visible-text.tsx'
import { findResult, findResultField } from './find-result.ts'

/** Draws the result; nothing for a dataset that records none. */
export function ResultBadge({ dataset, entry }: { dataset: Dataset; entry: unknown }) {
  if (!findResultField(dataset)) return null
  const result = findResult(dataset, entry)
  if (result === true) return <Badge variant="success">Succeeded</Badge>
  if (result === false) return <Badge variant="error">Failed</Badge>
  if (result !== undefined) {
    return (
      <Badge variant="warning">
        <span className="max-w-40 truncate">
          <VisibleText text={result} />
        </span>
      </Badge>
    )
  }
  return <Badge variant="secondary">Result not recorded</Badge>
}
