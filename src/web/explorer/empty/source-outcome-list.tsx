/** Lists why no log of a timeline has an entry in the list. */
import type { LogQuery } from '../../../query/log-query.ts'
import type { SourceState } from '../../search/engine/search-state.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { useScopeNames } from '../sources/use-source-lists.ts'
import { groupOutcomes, listSourceOutcomes } from './list-source-outcomes.ts'

/** Renders one line for each log; with several accounts, zones or organizations, it names them. */
export function SourceOutcomeList({
  query,
  sources,
}: {
  query: LogQuery
  sources: readonly SourceState[]
}) {
  const toName = useScopeNames(query.sources ?? [])
  const groups = groupOutcomes(listSourceOutcomes(query, sources))
  const ids = new Set(
    groups.flatMap(({ scopes }) => scopes.flatMap((scope) => ('id' in scope ? scope.id : []))),
  )
  return (
    <ul aria-label="What each log answered" className="flex flex-col gap-1 text-left">
      {groups.map(({ title, scopes, words, kind }) => (
        <li key={`${title} ${words}`}>
          <span className="font-medium">
            {title}
            {ids.size > 1 && scopes.some((scope) => 'id' in scope) && (
              <>
                {' · '}
                <VisibleText text={scopes.map(toName).join(', ')} />
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
