/** Says where the log of a query may lack what it asks for, with a link to the query that completes the answer. */
import { withTimeZone } from '../../../query/address/screen-state.ts'
import { formatUrl } from '../../../query/address/url-codec.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { listSecondQuestions } from '../../../query/starters/second-questions.ts'
import { Link } from '../../ui/links/link.tsx'

/** Draws nothing for most queries. */
export function SecondQuestionNotes({ query, timeZone }: { query: LogQuery; timeZone: string }) {
  const questions = listSecondQuestions(query)
  if (questions.length === 0) return null
  return (
    <section
      aria-label="Another query to ask"
      className="flex shrink-0 flex-col border-kumo-line border-b bg-kumo-elevated px-4 py-1.5"
    >
      {questions.map(({ why, title, query: next }) => (
        <p key={title} className="flex flex-wrap gap-x-2 text-kumo-strong">
          {why}
          <Link to={withTimeZone(formatUrl(next), timeZone)} className="text-kumo-link underline">
            {title}
          </Link>
        </p>
      ))}
    </section>
  )
}
