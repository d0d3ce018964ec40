/**
 * The plan of a timeline beside an independent witness: a naive filter over all entries of every log, written from the
 * pages of the API, without the catalog, the planner and the matcher.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readPath } from '../catalog/fields.ts'
import { getDataset } from '../catalog/index.ts'
import type { TimelineRole } from '../catalog/timeline/timeline-role.ts'
import type { Scope, Source } from '../query/log-query.ts'
import { toApiRequest } from '../query/request/api-request.ts'
import { readRequestPairs } from '../query/request-pairs.ts'
import { splitQuery } from '../query/split-query.ts'
import { resolveTimeRange } from '../query/time/time-range.ts'
import { createRoleMatcher } from '../query/timeline/match-role.ts'
import { planTimeline, type SourcePlan } from '../query/timeline/plan-timeline.ts'
import type { RoleFilter, TimelineQuery } from '../query/timeline/timeline-query.ts'
import { createEmulator } from './app.ts'
import { askAllPages, findScopes } from './testing/ask-emulator.ts'

type Reader = (entry: unknown) => unknown

const at =
  (...paths: string[]): Reader =>
  (entry) =>
    paths
      .map((path) => readPath(entry, path))
      .find((value) => value !== undefined && value !== null && value !== '')

const wordOf = (value: unknown) =>
  value === true || value === 'success' ? 'success' : value === false ? 'failure' : value

/** The actions of the demo's v1 logs by verb, as a person reads them. */
const actionsV1: Record<string, readonly string[]> = {
  create: [
    'add',
    'add_member',
    'rec_add',
    'token_create',
    'create',
    'gateway_create',
    'job_create',
    'API_key_created',
  ],
  delete: ['account_member_delete', 'delete', 'purge', 'rec_del', 'token_revoke'],
  'sign-in': ['login'],
  other: ['deploy'],
}

const verbsV2 = new Set(['create', 'update', 'delete', 'view'])
const v2: Partial<Record<TimelineRole, Reader>> = {
  actor: at('actor.email'),
  actorId: at('actor.id'),
  address: at('actor.ip_address'),
  credentialId: at('actor.token_id'),
  product: at('resource.product'),
  resourceId: at('resource.id'),
  zone: at('zone.name'),
  ray: at('raw.cf_ray_id', 'raw.cf_rayid'),
  outcome: (entry) => wordOf(readPath(entry, 'action.result')),
  verb(entry) {
    const action = String(readPath(entry, 'action.type'))
    const isSignIn = /^(SSO_)?LOGIN$/.test(String(readPath(entry, 'action.description')))
    return isSignIn || action === 'login' ? 'sign-in' : verbsV2.has(action) ? action : 'other'
  },
}
const v1: Partial<Record<TimelineRole, Reader>> = {
  actor: at('actor.email'),
  actorId: at('actor.id'),
  address: at('actor.ip'),
  resourceId: at('resource.id'),
  zone: at('metadata.zone_name'),
  outcome: (entry) => wordOf(readPath(entry, 'action.result')),
  verb(entry) {
    const action = String(readPath(entry, 'action.type'))
    const found = Object.entries(actionsV1).find(([, actions]) => actions.includes(action))
    return found ? found[0] : 'update'
  },
}
const witness: Record<string, Partial<Record<TimelineRole, Reader>>> = {
  'account-audit-logs-v2': v2,
  'organization-audit-logs-v2': v2,
  'account-audit-logs-v1': v1,
  'user-audit-logs-v1': v1,
  'insight-audit-logs': {
    actorId: at('changed_by'),
    resourceId: at('issue_id'),
    verb: () => 'update',
  },
  'access-authentication-logs': {
    actor: at('user_email'),
    actorId: at('user_id'),
    address: at('ip_address'),
    resourceId: at('app_uid'),
    resourceName: at('app_name', 'app_domain'),
    ray: at('ray_id'),
    outcome: (entry) => wordOf(readPath(entry, 'allowed')),
    verb: (entry) => (readPath(entry, 'action') === 'login' ? 'sign-in' : 'other'),
  },
}
const timePaths: Record<string, string> = {
  'account-audit-logs-v2': 'action.time',
  'organization-audit-logs-v2': 'action.time',
  'account-audit-logs-v1': 'when',
  'user-audit-logs-v1': 'when',
  'insight-audit-logs': 'changed_at',
  'access-authentication-logs': 'created_at',
}
/** Roles that every log of the witness says something about, or that it lacks. */
const testedRoles = [
  'actor',
  'actorId',
  'address',
  'credentialId',
  'product',
  'resourceId',
  'zone',
  'ray',
  'outcome',
  'verb',
] as const

const nowMs = Date.parse('2026-11-19T15:20:00.000Z')
const emulator = createEmulator({ seed: 20, entries: 1000, now: () => nowMs })
const scopes = await findScopes(emulator)
const sources: readonly Source[] = [
  ['account-audit-logs-v2', scopes.account],
  ['account-audit-logs-v1', scopes.account],
  ['user-audit-logs-v1', scopes.user],
  ['insight-audit-logs', scopes.account],
  ['access-authentication-logs', scopes.account],
  ['organization-audit-logs-v2', scopes.organization],
].map(([dataset, scope]) => ({ dataset: dataset as string, scope: scope as Scope }))

const entriesOf = new Map(
  sources.map((source) => [source, emulator.entries(source.dataset, source.scope)]),
)

/** All values of a role in all logs, so that a value of one log is also asked of the others. */
function listValues(role: TimelineRole): string[] {
  const values = sources.flatMap((source) => {
    const read = witness[source.dataset]?.[role]
    return read ? (entriesOf.get(source) ?? []).map(read) : []
  })
  return [...new Set(values.filter((value) => value !== undefined).map(String))]
}

const filters = fc
  .uniqueArray(fc.constantFrom(...testedRoles), { minLength: 1, maxLength: 3 })
  .chain((roles) =>
    fc.tuple(
      ...roles.map((role) =>
        fc.record({
          role: fc.constant<TimelineRole>(role),
          mode: fc.constantFrom('include' as const, 'exclude' as const),
          values: fc.uniqueArray(fc.constantFrom(...listValues(role)), {
            minLength: 1,
            maxLength: 3,
          }),
        }),
      ),
    ),
  )

function isWanted(source: Source, entry: unknown, given: readonly RoleFilter[]): boolean {
  return given.every(({ role, mode, values }) => {
    const value = witness[source.dataset]?.[role]?.(entry)
    return (value !== undefined && values.includes(String(value))) === (mode === 'include')
  })
}

async function readPlan(plan: SourcePlan): Promise<readonly unknown[]> {
  if (!plan.query) return []
  const dataset = getDataset(plan.query.dataset)
  const timeRange = resolveTimeRange(plan.query.timeRange, nowMs)
  const found = new Map<string, unknown>()
  for (const query of splitQuery(plan.query)) {
    const request = toApiRequest(query, timeRange, { size: 1000 })
    const { pairs } = readRequestPairs(dataset, request.pairs)
    const asked = pairs.filter(([key]) => !['per_page', 'limit', 'page', 'cursor'].includes(key))
    const counts = new Map<string, number>()
    for (const entry of (await askAllPages(emulator, dataset, query.scope, asked)).flat()) {
      // Equal entries of one answer are different ones.
      const text = JSON.stringify(entry)
      counts.set(text, (counts.get(text) ?? 0) + 1)
      found.set(`${text} ${counts.get(text)}`, entry)
    }
  }
  const matchers = plan.roleFilters.map((filter) => createRoleMatcher(dataset, filter))
  return [...found.values()].filter((entry) => matchers.every((matches) => matches(entry)))
}

it('finds in every log what a naive filter finds in it', async () => {
  const since = '2026-11-05T00:00:00Z'
  const before = '2026-11-19T15:00:00Z'
  let foundEntries = 0
  await fc.assert(
    fc.asyncProperty(filters, async (given) => {
      const question: TimelineQuery = {
        sources,
        timeRange: { kind: 'absolute', since, before },
        direction: 'desc',
        filters: given,
        localFilters: [],
      }
      const plans = planTimeline(question)
      for (const plan of plans) {
        const { source } = plan
        const inRange = (entriesOf.get(source) ?? []).filter((entry) => {
          const time = String(readPath(entry, timePaths[source.dataset] ?? ''))
          return Date.parse(time) >= Date.parse(since) && Date.parse(time) < Date.parse(before)
        })
        const expected = inRange.filter((entry) => isWanted(source, entry, given))
        const read = await readPlan(plan)
        foundEntries += read.length
        expect(read.map((entry) => JSON.stringify(entry)).toSorted()).toEqual(
          expected.map((entry) => JSON.stringify(entry)).toSorted(),
        )
      }
    }),
    { numRuns: 60, seed: 18 },
  )
  expect(foundEntries).toBeGreaterThan(1000)
})
