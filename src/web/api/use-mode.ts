/** The proxy's mode, from the status or from the document. */
import { useQuery } from '@tanstack/react-query'
import { findServerMode } from './server-timing.ts'
import { statusQuery } from './status-query.ts'

/** `demo` or `live`; `undefined` until the status has loaded, unless the document named it. */
export function useMode(): string | undefined {
  const { data: status } = useQuery(statusQuery)
  return status?.mode ?? findServerMode()
}

/** The same, without requesting the status. */
export function useKnownMode(): string | undefined {
  const { data: status } = useQuery({ ...statusQuery, enabled: false })
  return status?.mode ?? findServerMode()
}
