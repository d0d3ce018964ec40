/** The findings about one entry: the rules that match it, and the correlations that it is a part of. */
import { useQuery } from '@tanstack/react-query'
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { CorrelationRule } from '../../detection/rule.ts'
import { useRules } from '../rules/rule-library.ts'
import type { EntryStore } from '../store/entry-store.ts'
import type { EntryCorrelation } from '../store/findings.ts'
import { useStoreQuery } from '../store/use-store-query.ts'
import type { EntryFinding } from './match-entry.ts'

/** A correlation with the entries that it found together. */
export type FoundGroup = { rule: CorrelationRule; group: EntryCorrelation }

/** All findings about an entry. */
export type EntryFindings = {
  findings: readonly EntryFinding[]
  groups: readonly FoundGroup[]
}

/** The entry, and where it is in the list; without a row it is not loaded. */
type FoundEntry = {
  id: string
  dataset: Dataset
  entry: unknown
  text: string
  row?: number | undefined
}

const none: EntryFindings = { findings: [], groups: [] }
const noGroups: readonly EntryCorrelation[] = []

/** Finds them; empty until the rules are read. `version` counts the searches of the list. */
export function useEntryFindings(
  open: FoundEntry | undefined,
  store: EntryStore | undefined,
  version: number,
): EntryFindings {
  const { rules, byId, status, revision } = useRules()
  const { data: findings } = useQuery({
    queryKey: [
      'entry-findings',
      open?.dataset.id,
      open?.id,
      open?.row,
      open?.text.length,
      revision,
    ],
    enabled: open !== undefined && status === 'read',
    gcTime: 0,
    networkMode: 'always',
    structuralSharing: false,
    queryFn: async () => {
      if (!open) return []
      const { matchEntry } = await import('./match-entry.ts')
      return matchEntry(rules, open.dataset, open.entry, open.text)
    },
  })
  const row = open?.row
  const { answer = noGroups, isPrevious } = useStoreQuery(
    row === undefined ? undefined : store,
    String(version),
    ['correlations', row],
    (entryStore) => entryStore.correlationsOf(row ?? 0),
  )
  if (!open) return none
  const groups = isPrevious
    ? []
    : answer.flatMap((group): FoundGroup[] => {
        const rule = byId.get(group.rule)
        return rule?.kind === 'correlation' ? [{ rule, group }] : []
      })
  return { findings: findings ?? [], groups }
}
