/**
 * The closed list of endpoints. Only endpoints can reach the API: this file alone imports what forwards requests, and
 * `app.ts` gets nothing but the list (`architecture.test.ts` holds that).
 */
import {
  sessionPath,
  statusPath,
  timestampPath,
  witnessPath,
  witnessRecordsPath,
} from '../contract/paths.ts'
import type { Access } from './access/access.ts'
import { answerSession } from './access/answer-session.ts'
import { answerMetrics, type MetricsTools } from './audit/answer-metrics.ts'
import type { Endpoint } from './guard/endpoints.ts'
import { limitConcurrency } from './guard/limit-concurrency.ts'
import { createErrorResponse } from './http/error-response.ts'
import { type PageTools, servePages } from './pages.ts'
import { type ForwardTools, forwardData } from './relay/forward.ts'
import { answerHealth, answerStatus, type StatusTools } from './status.ts'
import { answerTimestamp, type TimestampTools } from './timestamp/answer-timestamp.ts'
import { createCircuit } from './upstream/circuit.ts'
import { createRetryPolicy } from './upstream/retry-policy.ts'
import { answerRecords, answerWitness } from './witness/answer-witness.ts'
import { createProvenRecords } from './witness/proven-records.ts'
import { createWitness, type WitnessSettings } from './witness/witness.ts'

/** Dependencies of all endpoints; `random` gives a number from 0 (included) to 1 (excluded). */
export type EndpointTools = Omit<
  ForwardTools & StatusTools & MetricsTools & PageTools & TimestampTools,
  'circuit' | 'retries' | 'witness' | 'key'
> & { access: Access; random: () => number; witness: WitnessSettings }

const reading = ['GET', 'HEAD']

/** An answer with all records of a search may have several megabytes. */
const recordLimits = { maxPerPrincipal: 8, maxTotal: 64 }

/** Creates the list; the first endpoint whose path matches answers. */
export function createEndpoints(tools: EndpointTools): readonly Endpoint[] {
  const { config, now, access } = tools
  const circuit = createCircuit(now)
  const retries = createRetryPolicy(tools.random)
  const findTokenId = () => tools.tokenWatch?.report()?.tokenId
  const witness = createWitness({ ...tools, findTokenId })
  const signing = { ...tools.witness, proven: createProvenRecords(), now }
  const joined = { ...tools, circuit, retries, witness, key: tools.witness.key }
  const answerData = limitConcurrency(forwardData(joined))
  const hasAuthority = tools.askAuthority !== undefined
  const nothing = () => createErrorResponse('not-found')
  return [
    { path: '/client/*', methods: ['GET'], for: 'known', answer: answerData },
    { path: statusPath, methods: ['GET'], for: 'known', answer: answerStatus(joined) },
    {
      path: witnessPath,
      methods: ['GET'],
      for: 'known',
      answer: answerWitness(signing, hasAuthority),
    },
    {
      path: witnessRecordsPath,
      methods: ['GET'],
      for: 'known',
      answer: limitConcurrency(answerRecords(signing), recordLimits),
    },
    {
      path: sessionPath,
      methods: ['POST', 'DELETE'],
      for: 'own-pages',
      answer: answerSession(access),
    },
    {
      path: timestampPath,
      methods: ['POST'],
      for: 'known',
      answer: answerTimestamp(tools),
      takesBody: true,
    },
    { path: '/gumshoe/*', methods: ['GET'], for: 'known', answer: nothing },
    { path: '/healthz', methods: reading, for: 'open', answer: answerHealth(config) },
    ...toMetricsEndpoint(joined),
    { path: '/*', methods: reading, for: 'open', answer: servePages(tools) },
  ]
}

function toMetricsEndpoint(tools: MetricsTools): readonly Endpoint[] {
  const answer = answerMetrics(tools)
  return answer ? [{ path: '/metrics', methods: reading, for: 'open', answer }] : []
}
