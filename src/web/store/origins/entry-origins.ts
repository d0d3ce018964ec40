/** Tells of each entry of a timeline which log and which scope it is from. A list of one log needs none of this. */
import { createContext, useContext, useMemo } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { getDataset } from '../../../catalog/index.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import type { Scope, Source } from '../../../query/log-query.ts'
import { type Origin, toOrigin } from '../../../query/timeline/to-timeline-entry.ts'
import type { SourceId } from '../entry-store.ts'

/** The log of an entry, and the words of its fields `log` and `scope`. */
export type EntryOrigin = { dataset: Dataset; origin: Origin }

/** The origins of the entries of a list, by the id of their source. */
export type EntryOrigins = {
  /** `undefined` for a source that the timeline does not have. */
  find: (source: SourceId) => EntryOrigin | undefined
  /** Whether the sources are in more than one account, zone or organization. */
  hasSeveralScopes: boolean
}

/** The origins of the entries of a timeline with these sources. Throws for a source whose dataset is unknown. */
export function createEntryOrigins(sources: readonly Source[]): EntryOrigins {
  const origins = new Map(sources.map((source) => [formatSource(source), toEntryOrigin(source)]))
  const scopeIds = sources.flatMap(({ scope }) => findId(scope) ?? [])
  return {
    find: (source) => origins.get(source),
    hasSeveralScopes: new Set(scopeIds).size > 1,
  }
}

function toEntryOrigin({ dataset: id, scope }: Source): EntryOrigin {
  const dataset = getDataset(id)
  return { dataset, origin: toOrigin(dataset, scope) }
}

/** The user log is the same user's in every account, so it is no further scope. */
function findId(scope: Scope): string | undefined {
  return 'id' in scope ? scope.id : undefined
}

/** The origins of the list that is shown; `undefined` where there is one log. */
export const OriginsContext = createContext<EntryOrigins | undefined>(undefined)

/** The origins for the sources of a query, the same object for the same sources; `undefined` for a query of one log. */
export function useOriginsOf(sources: readonly Source[] | undefined): EntryOrigins | undefined {
  const key = sources?.map(formatSource).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` represents the sources.
  return useMemo(() => sources && createEntryOrigins(sources), [key])
}

/** The origins in this part of the screen. */
export function useEntryOrigins(): EntryOrigins | undefined {
  return useContext(OriginsContext)
}
