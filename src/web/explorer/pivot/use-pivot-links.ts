/** Links to everything with a value of an entry, in all logs: by this actor, from this address, by this token. */
import type { MouseEvent } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Role } from '../../../catalog/roles.ts'
import { formatUrl } from '../../../query/address/url-codec.ts'
import { toFieldPointer } from '../../../query/json-pointer.ts'
import type { Scope, Source } from '../../../query/log-query.ts'
import {
  type AllLogsPivot,
  findAllLogsPivot,
  toAllLogsQuery,
} from '../../../query/pivot/all-logs-pivot.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { noteSwitch } from '../notices/switch-note.ts'
import { useAllLogs } from './use-all-logs.ts'

/** A link: what it leads to, its address, and what a plain click does, which first asks which logs there are. */
export type ValueLink = {
  words: string
  value: string
  address: string
  onClick: (event: MouseEvent) => void
}

/** Finds links; `undefined` for a value that names no actor, address or token. */
export type ValueLinks = {
  ofRole: (dataset: Dataset, role: Role, value: unknown) => ValueLink | undefined
  ofPivot: (pivot: AllLogsPivot) => ValueLink
}

/** The links from a query; `scope` is that of the log whose values they are about. In a timeline they ask its own logs. */
export function usePivotLinks(
  { query, setQuery }: Pick<LogQueryControl, 'query' | 'setQuery'>,
  scope: Scope,
): ValueLinks {
  const { account } = useAllLogs(scope)

  function ofPivot(pivot: AllLogsPivot): ValueLink {
    const toNext = (sources: readonly Source[]) => toAllLogsQuery(query, pivot, sources)
    const go = (sources: readonly Source[], leftOut: readonly string[] = []) => {
      noteSwitch({ query: toNext(sources), messages: [], localMessages: [], leftOut })
      setQuery(toNext(sources), { keepEntry: true, dropsFind: true })
    }
    return {
      words: `${pivot.words}, in all logs`,
      value: pivot.value,
      address: formatUrl(toNext(query.sources ?? account.known)),
      onClick(event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        if (query.sources) go(query.sources)
        else account.use(go)
      },
    }
  }

  return {
    ofPivot,
    ofRole(dataset, role, value) {
      const field = dataset.roles[role]?.[0]?.field
      if (field === undefined) return undefined
      const target = { field, pointer: toFieldPointer(field), value, time: '' }
      const pivot = findAllLogsPivot(dataset, target)
      return pivot && ofPivot(pivot)
    },
  }
}
