/** Drawn instead of rows when a timeline asks for nothing: why, and what to do. */
import { clearFilters } from '../../../query/filters.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { Button } from '../../ui/button.tsx'
import type { Unasked } from './find-unasked.ts'

/** Draws the reason for each log, with a button that removes the filters. */
export function UnaskedNotice({
  unasked: { title, messages },
  query,
  onQuery,
}: {
  unasked: Unasked
  query: LogQuery
  onQuery: (next: LogQuery) => void
}) {
  return (
    <section className="mx-auto mt-12 flex max-w-xl flex-col items-center gap-3 px-6 text-center">
      <h2 className="font-semibold text-base">{title}</h2>
      <ul className="flex flex-col gap-1 text-kumo-strong">
        {messages.map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
      {query.filters.length > 0 && (
        <Button size="sm" variant="primary" onClick={() => onQuery(clearFilters(query))}>
          Remove all filters
        </Button>
      )}
    </section>
  )
}
