/** Buttons that narrow the list to the entries that are new or changed since the link was made, by a filter of the query. */
import { FunnelSimpleIcon } from '@phosphor-icons/react/dist/csr/FunnelSimple'
import { type SealKind, sealKinds, toSealTag } from '../../../query/local/seal-filters.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { findRuleMode, toggleRule } from '../../../query/pivot/rule-filters.ts'
import { Button } from '../../ui/button.tsx'
import { toCountText } from '../../ui/text/count-text.ts'

/** Draws a button for each kind that occurs, and for one that the list is narrowed to. */
export function ShowOnly({
  query,
  counts,
  onQuery,
}: {
  query: LogQuery
  /** How many entries of the list are of each kind. */
  counts: Readonly<Record<SealKind, number>>
  onQuery: (next: LogQuery) => void
}) {
  return sealKinds.map((kind) => {
    const tag = toSealTag(kind)
    const isOn = findRuleMode(query, tag) === 'include'
    if (counts[kind] === 0 && !isOn) return null
    return (
      <Button
        key={kind}
        size="sm"
        variant="secondary"
        aria-pressed={isOn}
        title={isOn ? 'Show the other entries again' : undefined}
        icon={<FunnelSimpleIcon aria-hidden size={14} weight={isOn ? 'fill' : 'regular'} />}
        onClick={() => onQuery(toggleRule(query, tag, 'include'))}
      >
        Show only {kind} ({toCountText(counts[kind])})
      </Button>
    )
  })
}
