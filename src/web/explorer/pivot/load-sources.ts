/** The logs of a timeline that starts from one log: all that can be read in its account, or in all accounts. */
import type { QueryClient } from '@tanstack/react-query'
import { findDataset } from '../../../catalog/index.ts'
import { hasIds } from '../../../catalog/scopes.ts'
import type { Scope, Source } from '../../../query/log-query.ts'
import { type KnownLogs, listSourcesFor } from '../../../query/timeline/list-sources-for.ts'
import { toFailureDetail, toFailureWords } from '../../api/api-failure.ts'
import { type NamedScope, scopesQuery, valuesQuery } from '../../api/list-queries.ts'
import { type ProxyStatus, statusQuery } from '../../api/status-query.ts'

/**
 * The scope of a log and its account. A zone, an organization and the user have no account in their address: it is the last
 * one that was read, or the first one of the list.
 */
export function listScopesAround(
  scope: Scope,
  accounts: readonly NamedScope[],
  lastId: string | undefined,
): readonly Scope[] {
  if (scope.kind === 'account') return [scope]
  const id = accounts.find((account) => account.id === lastId)?.id ?? accounts[0]?.id
  const account: readonly Scope[] = id === undefined ? [] : [{ kind: 'account', id }]
  return hasIds(scope.kind) ? [scope, ...account] : account
}

/** The kind of scope whose logs are about several accounts. */
const groupKind = 'organization'

/** Whether the log of an organization can be read, as far as the proxy knows. */
export function readsOrganizations(datasets: ProxyStatus['datasets']): boolean {
  return datasets.some(
    ({ id, readable }) =>
      readable && findDataset(id)?.scopes.some(({ kind }) => kind === groupKind),
  )
}

/** The organizations whose logs can be read. Rejects where they cannot be listed, or it is not known whether they can be. */
export async function listOrganizations(client: QueryClient): Promise<readonly Scope[]> {
  const { datasets } = await client.ensureQueryData(statusQuery)
  if (!readsOrganizations(datasets)) return []
  return (await client.fetchQuery({ ...scopesQuery(groupKind), retry: false })).map(toOrganization)
}

/** The organizations of the last list; none before it was read. */
export function listKnownOrganizations(client: QueryClient): readonly Scope[] {
  return (client.getQueryData(scopesQuery(groupKind).queryKey) ?? []).map(toOrganization)
}

function toOrganization({ id }: NamedScope): Scope {
  return { kind: groupKind, id }
}

/** Logs, and sentences about those that belong to them and are missing. */
export type LoadedLogs = { sources: readonly Source[]; leftOut: readonly string[] }

/** The logs of these scopes and of all organizations that can be read. */
export async function loadAllLogs(
  client: QueryClient,
  scopes: readonly Scope[],
): Promise<LoadedLogs> {
  const organizations = await listOrganizations(client).catch(toFailureDetail)
  if (!('kind' in organizations)) {
    return { sources: await loadSources(client, [...scopes, ...organizations]), leftOut: [] }
  }
  const { title } = toFailureWords(organizations)
  const leftOut = `The logs of organizations are left out, because the list of organizations could not be read (${title}). Ask all logs again to retry.`
  return { sources: await loadSources(client, scopes), leftOut: [leftOut] }
}

/** The logs of these scopes as far as they are known now. */
export function listKnownSources(
  client: QueryClient,
  scopes: readonly Scope[],
  status: ProxyStatus | undefined,
): readonly Source[] {
  const findValues: KnownLogs['findValues'] = ({ valueList }, scope) =>
    client.getQueryData(valuesQuery(valueList, scope).queryKey)?.map(({ value }) => value)
  return listSourcesFor(scopes, { datasets: status?.datasets ?? [], findValues }).sources
}

/**
 * The same, after the lists that a log requires were read, such as the identity providers. A log whose list cannot be read
 * is left out.
 */
export async function loadSources(
  client: QueryClient,
  scopes: readonly Scope[],
): Promise<readonly Source[]> {
  const status = client.getQueryData(statusQuery.queryKey)
  const wanted: ReturnType<typeof valuesQuery>[] = []
  listSourcesFor(scopes, {
    datasets: status?.datasets ?? [],
    findValues({ valueList }, scope) {
      wanted.push(valuesQuery(valueList, scope))
      return undefined
    },
  })
  await Promise.all(wanted.map((query) => client.fetchQuery(query).catch(() => undefined)))
  return listKnownSources(client, scopes, status)
}
