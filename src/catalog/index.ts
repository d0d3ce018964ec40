/**
 * The datasets in display order, and all endpoints that follow from them. A new dataset is one new
 * file and one line here.
 */
import {
  type AuxiliaryEndpoint,
  listEndpoints,
  listValueEndpoints,
  toEndpointId,
} from './auxiliary-endpoints.ts'
import { accessAuthenticationLogs } from './datasets/access-authentication-logs.ts'
import { accessScimLogs } from './datasets/access-scim-logs.ts'
import { accountAuditLogsV1 } from './datasets/account-audit-logs-v1.ts'
import { accountAuditLogsV2 } from './datasets/account-audit-logs-v2.ts'
import { insightAuditLogs } from './datasets/insight-audit-logs.ts'
import { organizationAuditLogsV2 } from './datasets/organization-audit-logs-v2.ts'
import { userAuditLogsV1 } from './datasets/user-audit-logs-v1.ts'
import type { Dataset } from './define-dataset.ts'
import { listHistoryEndpoints } from './history-endpoints.ts'
import type { Parameter, UnattestedParameter } from './parameters.ts'
import type { EndpointReach } from './scopes.ts'
import { timeline, timelineId } from './timeline/timeline.ts'

const declared = [
  accountAuditLogsV2,
  accountAuditLogsV1,
  userAuditLogsV1,
  insightAuditLogs,
  organizationAuditLogsV2,
  accessAuthenticationLogs,
  accessScimLogs,
] as const

/** All datasets, in display order. */
export const datasets: readonly Dataset[] = declared

/** The kinds of scope in which each dataset can be read, by its id. */
export type ScopeKindsOf = {
  [D in (typeof declared)[number] as D['id']]: D['scopes'][number]['kind']
}

/** The dataset of this id, if there is one; also the timeline, which is declared like one. */
export function findDataset(id: string): Dataset | undefined {
  if (id === timelineId) return timeline
  return datasets.find((dataset) => dataset.id === id)
}

/** The dataset of this id; throws for an unknown id. */
export function getDataset(id: string): Dataset {
  const dataset = findDataset(id)
  if (!dataset) throw new Error(`There is no dataset ${id}.`)
  return dataset
}

/** The parameter of this wire name (without `.not`), if the list has it. */
export function findParameter(
  { parameters }: { parameters: readonly Parameter[] },
  wireName: string,
): Parameter | undefined {
  return parameters.find((parameter) => parameter.wireName === wireName)
}

/** One path of the API that may be requested: a dataset in one kind of scope, or an auxiliary endpoint. */
export type Endpoint = {
  id: string
  /** Path template below `/client/v4`, with its ids as `{account_id}`, `{zone_id}` and the like. */
  path: string
  parameters: readonly Parameter[]
  unattestedParameters?: readonly UnattestedParameter[] | undefined
  passedFields?: readonly string[]
  documentationUrl?: string
  dataset?: Dataset
  /** Set for the history of an entry: the dataset of the entry. */
  historyOf?: Dataset
} & EndpointReach

/** All endpoints beside the datasets: the lists for the pickers, and the histories of entries. */
export const auxiliaryEndpoints: readonly AuxiliaryEndpoint[] = [
  ...listEndpoints,
  ...datasets.flatMap(listValueEndpoints),
  ...datasets.flatMap(listHistoryEndpoints),
]

/** Every endpoint that may be requested: the route table of the proxy and of the emulator. */
export const endpoints: readonly Endpoint[] = [
  ...datasets.flatMap((dataset) =>
    dataset.scopes.map(({ kind, path }) => ({
      id: toEndpointId(dataset, kind),
      path,
      parameters: dataset.parameters,
      unattestedParameters: dataset.unattestedParameters,
      documentationUrl: dataset.documentationUrl,
      dataset,
      scopeKind: kind,
    })),
  ),
  ...auxiliaryEndpoints,
]
