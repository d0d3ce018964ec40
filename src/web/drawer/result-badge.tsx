/** How the recorded action ended, in color and in words. */
import { Badge } from '@cloudflare/kumo/components/badge'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readField } from '../../catalog/fields.ts'
import { VisibleText } from '../ui/visible-text.tsx'

/** Draws the result; nothing for a dataset that records none. */
export function ResultBadge({ dataset, entry }: { dataset: Dataset; entry: unknown }) {
  const field = dataset.fields.find(({ path }) => path.endsWith('.result'))
  if (!field) return null
  const result = readField(entry, field)
  if (result === true || result === 'success') return <Badge variant="success">Succeeded</Badge>
  if (result === false || result === 'failure') return <Badge variant="error">Failed</Badge>
  if (typeof result === 'string' && result !== '') {
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
