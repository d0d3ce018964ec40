/** Says that a text filter looks for the name of an id, which entries with only the id do not have. */
import { useMemo } from 'react'
import type { LogQuery } from '../../../query/log-query.ts'
import { listNamedFilters, searchIdInstead } from '../../../query/names/named-filters.ts'
import { maskHead } from '../../../query/secrets/find-secrets.ts'
import { useNames } from '../../store/names/use-names.ts'
import { Button } from '../../ui/button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'

/** Draws nothing for most queries. */
export function NamedFilterNotes({
  query,
  onQuery,
}: {
  query: LogQuery
  onQuery: (next: LogQuery) => void
}) {
  const names = useNames()
  const named = useMemo(() => listNamedFilters(query, names.findIds), [query, names])
  if (named.length === 0) return null
  return (
    <section
      aria-label="Names and ids"
      className="flex shrink-0 flex-col gap-1 border-kumo-line border-b bg-kumo-elevated px-4 py-1.5"
    >
      {named.map((each) => (
        <p
          key={`${each.filter.text} ${each.id}`}
          className="m-0 flex flex-wrap items-center gap-x-2 text-kumo-strong"
        >
          <span title={each.id}>
            “<VisibleText text={maskHead([], each.name)} />” is also the name of{' '}
            <span className="font-mono text-[12px]">{`${each.id.slice(0, 8)}…`}</span>; entries with
            only the id are not found.
          </span>
          <Button
            size="xs"
            variant="secondary"
            aria-label={`Search its id instead: ${each.id.slice(0, 8)}…`}
            onClick={() => onQuery(searchIdInstead(query, each))}
          >
            Search its id instead
          </Button>
        </p>
      ))}
    </section>
  )
}
