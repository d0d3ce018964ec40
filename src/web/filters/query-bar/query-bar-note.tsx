/** The note below the query bar: the query that Enter would run, or the problem of the text. */
import { WarningCircleIcon } from '@phosphor-icons/react/dist/csr/WarningCircle'
import type { LogQuery } from '../../../query/log-query.ts'
import { findOnlyPhrase } from '../../../query/typed/typed-query.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { findWildcard, wildcardWords } from '../draft/find-wildcard.ts'
import { listQueryWords, toDestination } from './query-bar-words.ts'
import type { QueryBarState } from './use-query-bar.ts'

export function QueryBarNote({
  id,
  state,
  query,
  timeZone,
}: {
  id: string
  state: QueryBarState
  query: LogQuery
  timeZone: string
}) {
  const { problems, isWrong, completions, next } = state
  const { refusal, source, isEdited, text } = state.draft
  const notices = source?.notices ?? []
  const [problem, ...others] = problems
  // The item being typed is not reported as a problem as long as it can be completed.
  const isIncomplete = problem !== undefined && !isWrong && completions.length > 0
  const message = refusal || (isIncomplete ? undefined : problem?.message)
  return (
    <div id={id} className="flex flex-col gap-1 border-kumo-line border-b px-3 py-2 leading-4">
      <output
        className={`flex gap-1.5 empty:hidden ${isWrong || refusal ? 'text-kumo-danger' : 'text-kumo-subtle'}`}
      >
        {message && (
          <>
            <WarningCircleIcon aria-hidden size={14} className="mt-px shrink-0" />
            <span className="min-w-0 break-words">
              <VisibleText text={message} />
              {!refusal && others.length > 0 && ` And ${others.length} more.`}
            </span>
          </>
        )}
      </output>
      {source && <p className="m-0 text-kumo-default">This request replaces all filters in use.</p>}
      {notices.map((notice) => (
        <p key={notice} className="m-0 break-words text-kumo-default">
          <VisibleText text={notice} />
        </p>
      ))}
      {isEdited && next.filters.some(({ values }) => findWildcard(values) !== undefined) && (
        <p className="m-0 break-words text-kumo-default">{wildcardWords}</p>
      )}
      {!message && (
        <p className="m-0 line-clamp-3 break-words text-kumo-subtle">
          {isEdited && !isIncomplete ? (
            <Echo
              next={next}
              query={query}
              timeZone={timeZone}
              text={source ? '' : text}
              hasFields={completions.length > 0}
            />
          ) : (
            help
          )}
        </p>
      )}
    </div>
  )
}

const help = 'name:value · -name:value to exclude · name:(a b) any of · Tab completes · Enter runs'

function Echo({
  next,
  query,
  timeZone,
  text,
  hasFields,
}: {
  next: LogQuery
  query: LogQuery
  timeZone: string
  /** The typed text; empty for that of a pasted request. */
  text: string
  /** Whether fields are offered below. */
  hasFields: boolean
}) {
  const phrase = findOnlyPhrase(text)
  if (phrase) {
    return (
      <span className="font-medium text-kumo-default">
        {phrase.mode === 'include'
          ? 'Enter searches all loaded text for “'
          : 'Enter hides the entries that contain “'}
        <VisibleText text={phrase.text} />
        ”.{hasFields && ' Or pick a field.'}
      </span>
    )
  }
  const destination = toDestination(next, query)
  return (
    <>
      <span className="font-medium text-kumo-default">
        {destination ? `Enter goes to ${destination}: ` : 'Enter runs: '}
      </span>
      <VisibleText text={listQueryWords(next, timeZone).join(' · ')} />
    </>
  )
}
