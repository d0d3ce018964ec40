/** Lists why no log of a timeline has an entry in the list. */
import type { LogQuery } from '../../../query/log-query.ts'
import type { SourceState } from '../../search/engine/search-state.ts'
import { useNames } from '../../store/names/use-names.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { listSourceOutcomes } from './list-source-outcomes.ts'

/** Renders one line for each log; with several accounts, each line names its own. */
export function SourceOutcomeList({
  query,
  sources,
}: {
  query: LogQuery
  sources: readonly SourceState[]
}) {
  const names = useNames()
  const outcomes = listSourceOutcomes(query, sources)
  const ids = new Set(outcomes.flatMap(({ scope }) => ('id' in scope ? scope.id : [])))
  return (
    <ul aria-label="What each log answered" className="flex flex-col gap-1 text-left">
      {outcomes.map(({ id, title, scope, words, kind }) => (
        <li key={id}>
          <span className="font-medium">
            {title}
            {ids.size > 1 && 'id' in scope && (
              <>
                {' · '}
                <VisibleText text={names.nameOf(scope.id) ?? scope.id} />
              </>
            )}
            :
          </span>{' '}
          <span className={kind === 'failed' ? 'text-kumo-danger' : 'text-kumo-strong'}>
            {words}
          </span>
        </li>
      ))}
    </ul>
  )
}
