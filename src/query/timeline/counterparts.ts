/** Sources of a timeline whose logs record the same events: audit log v2 and v1 of one account. */
import { pairedLogs } from '../address/pairs-choices.ts'
import type { Source } from '../log-query.ts'

/** The ids of sources that record the same events, the log that declares its counterpart first. */
export function listCounterparts(
  sources: readonly { id: string; source: Source }[],
): readonly (readonly [first: string, second: string])[] {
  return pairedLogs.flatMap(([firstLog, secondLog]) =>
    sources.flatMap((first) => {
      if (first.source.dataset !== firstLog.id) return []
      const second = sources.find(
        ({ source }) => source.dataset === secondLog.id && isSameScope(source, first.source),
      )
      return second ? [[first.id, second.id] as const] : []
    }),
  )
}

function isSameScope({ scope: a }: Source, { scope: b }: Source): boolean {
  return a.kind === b.kind && ('id' in a ? a.id : '') === ('id' in b ? b.id : '')
}
