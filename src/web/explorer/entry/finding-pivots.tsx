/** Links from a finding to everything by the same actor, credential and address, in all logs. */
import { StackIcon } from '@phosphor-icons/react/dist/csr/Stack'
import type { MouseEvent } from 'react'
import { Link } from 'react-router'
import { readPath } from '../../../catalog/fields.ts'
import type { Role } from '../../../catalog/roles.ts'
import { formatUrl } from '../../../query/address/url-codec.ts'
import { toFieldPointer } from '../../../query/json-pointer.ts'
import type { Source } from '../../../query/log-query.ts'
import { findAllLogsPivot, toAllLogsQuery } from '../../../query/pivot/all-logs-pivot.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { useAllLogs } from '../pivot/use-all-logs.ts'
import type { OpenEntry } from './use-open-entry.ts'

const roles: readonly Role[] = ['actor', 'credentialId', 'address']

/** Draws a link for each of the values that the entry has. */
export function FindingPivots({ control, open }: { control: LogQueryControl; open: OpenEntry }) {
  const { query, setQuery } = control
  const { dataset, scope } = open.log
  const { account } = useAllLogs(scope)
  const pivots = roles.flatMap((role) => {
    const field = dataset.roles[role]?.[0]?.field
    if (field === undefined) return []
    const value = readPath(open.entry, field)
    const target = { field, pointer: toFieldPointer(field), value, time: '' }
    return findAllLogsPivot(dataset, target) ?? []
  })
  return pivots.map((pivot) => {
    const toNext = (sources: readonly Source[]) => toAllLogsQuery(query, pivot, sources)
    const go = (sources: readonly Source[]) =>
      setQuery(toNext(sources), { keepEntry: true, dropsFind: true })
    function follow(event: MouseEvent) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
      event.preventDefault()
      if (query.sources) go(query.sources)
      else account.use(go)
    }
    return (
      <Link
        key={pivot.words}
        to={formatUrl(toNext(query.sources ?? account.known))}
        onClick={follow}
        title={pivot.value}
        className="flex h-6 items-center gap-1 rounded-md border border-kumo-line px-2 text-[12px] hover:bg-kumo-tint"
      >
        <StackIcon size={12} aria-hidden />
        {`${pivot.words}, in all logs`}
      </Link>
    )
  })
}
