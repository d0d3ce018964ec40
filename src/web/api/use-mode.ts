/** The proxy's mode, as soon as anything has told it. */
import { useQuery } from '@tanstack/react-query'
import { findDocumentMode } from './document-facts.ts'
import { statusQuery } from './status-query.ts'

/** `demo` or `live`; not known before the status where the document did not bring it. */
export function useMode(): string | undefined {
  const { data: status } = useQuery(statusQuery)
  return status?.mode ?? findDocumentMode()
}

/** The same without asking for it, where something else comes first. */
export function useKnownMode(): string | undefined {
  const { data: status } = useQuery({ ...statusQuery, enabled: false })
  return status?.mode ?? findDocumentMode()
}
