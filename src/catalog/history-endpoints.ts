/**
 * The endpoints with the history of one entry: other entries about the same resource, or the log of an insight. They
 * follow from the datasets.
 */
import { type AuxiliaryEndpoint, toEndpointId } from './auxiliary-endpoints.ts'
import type { Dataset } from './define-dataset.ts'
import {
  cursorParameter,
  directionParameter,
  filter,
  type Parameter,
  pageSize,
  timeBound,
} from './parameters.ts'
import type { ScopeKind } from './scopes.ts'

/** The history of an entry of a dataset, in one kind of scope. */
export type HistoryEndpoint = AuxiliaryEndpoint & {
  scopeKind: ScopeKind
  /** The dataset whose entries it returns. */
  historyOf: Dataset
}

/** The parameters of the history of a resource. Source: Cloudflare API reference, “Get resource history”. */
const resourceHistoryParameters: readonly Parameter[] = [
  {
    ...filter('action_time', 'Time of the entry', 'time', {
      kind: 'instant',
      required: true,
      description: 'When the entry happened; narrows the search for it.',
    }),
    role: 'output',
  },
  timeBound('since', {
    kind: 'date-or-instant',
    required: true,
    description: 'Only entries newer than this date or instant.',
  }),
  timeBound('before', {
    kind: 'date-or-instant',
    required: true,
    description: 'Only entries older than this date or instant.',
  }),
  directionParameter('direction'),
  pageSize('limit', 100),
  cursorParameter(),
]

/** The history endpoints of a dataset: one for each kind of scope, or none. */
export function listHistoryEndpoints(dataset: Dataset): readonly HistoryEndpoint[] {
  return dataset.scopes.flatMap(({ kind, historyPath }) =>
    historyPath === undefined
      ? []
      : [
          {
            id: `${toEndpointId(dataset, kind)}-history`,
            path: historyPath,
            scopeKind: kind,
            parameters:
              dataset.history === 'insight' ? dataset.parameters : resourceHistoryParameters,
            historyOf: dataset,
          },
        ],
  )
}
