/** A table of the logs of a timeline: what is loaded of each, and why one is missing. */

import { singleScopes } from '../../../catalog/scopes.ts'
import { toFailureWords } from '../../api/api-failure.ts'
import { KnownNameOf } from '../../store/names/known-name.tsx'
import { Button } from '../../ui/button.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { listReachWords } from '../screen/list-reach-words.ts'
import { formatShare } from './format-report.ts'
import type { SourceReport } from './report.ts'

const headings = ['Log', 'Account or zone', 'Loaded', 'Of the range', 'Failed requests', 'Verdict']

/** Draws a row for each log; `onRetry` reads a log again that failed. */
export function SourcesTable({
  sources,
  onRetry,
}: {
  sources: readonly SourceReport[]
  onRetry?: ((id: string) => void) | undefined
}) {
  return (
    <table className="w-full border-collapse text-left align-top text-[12px] tabular-nums">
      <caption className="sr-only">The logs of this timeline</caption>
      <thead>
        <tr className="border-kumo-line border-b text-kumo-strong">
          {headings.map((heading) => (
            <th key={heading} scope="col" className="px-2 py-1 font-normal">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <SourceRow key={source.id} source={source} onRetry={onRetry} />
        ))}
      </tbody>
    </table>
  )
}

const cell = 'px-2 py-1 align-top'

function SourceRow({
  source: { id, source, log, unasked, isHidden, account, state, notes },
  onRetry,
}: {
  source: SourceReport
  onRetry?: ((id: string) => void) | undefined
}) {
  const failure = state?.failure
  const reasons = [
    ...(unasked === undefined ? [] : [unasked]),
    ...(failure ? [toFailureWords(failure).title] : []),
    ...notes,
    ...(account ? listReachWords(account) : []),
  ]
  return (
    <tr className="border-kumo-hairline border-b">
      <th scope="row" className={`${cell} font-medium`}>
        {log}
      </th>
      <td className={cell}>
        {'id' in source.scope ? (
          <span title={source.scope.id}>
            <KnownNameOf id={source.scope.id} />{' '}
            <span className="font-mono text-[11px] text-kumo-subtle">
              {source.scope.id.slice(0, 8)}…
            </span>
          </span>
        ) : (
          singleScopes[source.scope.kind].name
        )}
      </td>
      <td className={cell}>{state ? toCountText(state.loaded) : '–'}</td>
      <td className={cell}>{state ? formatShare(state.share) : '–'}</td>
      <td className={cell}>{state ? toCountText(state.retries) : '–'}</td>
      <td className={cell}>
        <span className={failure ? 'text-kumo-danger' : ''}>
          {isHidden
            ? 'hidden'
            : unasked === undefined
              ? failure
                ? 'failed'
                : account?.verdict
              : 'not asked'}
        </span>
        {reasons.map((reason) => (
          <span key={reason} className="block text-kumo-strong">
            <VisibleText text={reason} />
          </span>
        ))}
        {failure && onRetry && (
          <Button size="xs" variant="secondary" onClick={() => onRetry(id)}>
            Retry
          </Button>
        )}
      </td>
    </tr>
  )
}
