/** Lists the logs that the form for the sources of a timeline offers: one row for each log, or for each of its scopes. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { datasets } from '../../../catalog/index.ts'
import { hasIds, type IdScopeKind, idScopes, type ScopeKind } from '../../../catalog/scopes.ts'
import type { DatasetState } from '../../../contract/status.ts'
import type { Scope, Source } from '../../../query/log-query.ts'
import { isSameScope } from '../../../query/timeline/choose-sources.ts'

/** One row: choosing it adds all of its `logs`. */
export type LogRow = {
  key: string
  dataset: Dataset
  /** The scope, where the log has a row for each of its scopes. */
  scope?: Scope
  /** In each chosen account, where it is a log of accounts. */
  logs: readonly Source[]
  isReadable: boolean
  /** Why it cannot, or may not, be read. */
  reason?: string | undefined
}

/** The kinds of scope that are chosen first: their logs share one row. */
const rootKind: ScopeKind = 'account'

/** The rows in the order of the logs; a chosen log of a scope that is not listed has a row, too. */
export function listLogRows(
  chosen: readonly Source[],
  accounts: readonly Scope[],
  organizations: readonly Scope[],
  states: readonly DatasetState[],
): readonly LogRow[] {
  return datasets.flatMap((dataset) => {
    const state = states.find(({ id }) => id === dataset.id)
    const facts = { dataset, isReadable: state?.readable !== false, reason: state?.reason }
    const rows = dataset.scopes.flatMap(({ kind }): LogRow[] => {
      const key = `${dataset.id} ${kind}`
      if (kind === rootKind) {
        return [{ ...facts, key, logs: accounts.map((scope) => ({ dataset: dataset.id, scope })) }]
      }
      if (!hasIds(kind))
        return [{ ...facts, key, logs: [{ dataset: dataset.id, scope: { kind } }] }]
      const listed = isNested(kind) ? [] : organizations.filter((scope) => scope.kind === kind)
      const scopes = addChosen(listed, chosen, dataset, kind)
      if (scopes.length === 0 && !isNested(kind)) {
        const reason = facts.reason ?? `No ${idScopes[kind].label} is listed for this credential.`
        return [{ ...facts, key, logs: [], isReadable: false, reason }]
      }
      return scopes.map((scope) => ({
        ...facts,
        key: `${key} ${'id' in scope ? scope.id : ''}`,
        scope,
        logs: [{ dataset: dataset.id, scope }],
      }))
    })
    return rows
  })
}

/** Logs of scopes that lie within an account, such as zones: there are too many for a row each. */
export function listNestedLogs(): readonly { dataset: Dataset; kind: IdScopeKind }[] {
  return datasets.flatMap((dataset) =>
    dataset.scopes.flatMap(({ kind }) =>
      hasIds(kind) && isNested(kind) ? [{ dataset, kind }] : [],
    ),
  )
}

function isNested(kind: ScopeKind): boolean {
  return hasIds(kind) && idScopes[kind].list.within !== undefined
}

function addChosen(
  listed: readonly Scope[],
  chosen: readonly Source[],
  dataset: Dataset,
  kind: ScopeKind,
): readonly Scope[] {
  const others = chosen
    .filter((source) => source.dataset === dataset.id && source.scope.kind === kind)
    .map(({ scope }) => scope)
  const all = [...listed, ...others]
  return all.filter((scope, at) => all.findIndex((each) => isSameScope(each, scope)) === at)
}
