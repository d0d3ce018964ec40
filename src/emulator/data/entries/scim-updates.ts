/**
 * Generates the SCIM updates of an account: its identity providers create, change and remove users, and move them
 * between groups. A few fail, and a few are recorded twice in the same words because the provider tried again at once.
 */
import { createColumns, createValueColumn } from '../columns.ts'
import type { Cast } from '../estate/cast.ts'
import type { Account } from '../estate/estate.ts'
import { type IdentityProvider, listIdentityProviders } from '../estate/identity-providers.ts'
import { mix, mixText, pick, toBelow, toFraction, toHex, toUuid } from '../random.ts'
import { createScan } from '../scan.ts'
import type { StoryProvisioning } from '../story/story-step.ts'
import { type TimePlan, toHourOfWeek } from '../time-plan.ts'
import { createMergedSource, type EntrySource, type Part } from './entry-source.ts'

/** One update as the log records it. */
export type ScimUpdate = {
  cf_resource_id: string
  error_description?: string | undefined
  idp_id: string
  idp_resource_id: string
  logged_at: string
  request_body: string
  request_method: 'DELETE' | 'PATCH' | 'POST' | 'PUT'
  resource_group_name?: string | undefined
  resource_type: 'USER' | 'GROUP'
  resource_user_email?: string | undefined
  status: 'SUCCESS' | 'FAILURE'
}

/** An update that is not generated. */
export type PlantedUpdate = Omit<StoryProvisioning, 'day' | 'time'> & { timeMs: number }

type UpdateOptions = {
  key: number
  account: Account
  cast: Cast
  plan: TimePlan
  /** The email addresses whose accounts and groups only the story changes. */
  storyPeople: ReadonlySet<string>
}

/** What a request does: its method, its subject and its body. */
type Call = Pick<
  ScimUpdate,
  'request_method' | 'request_body' | 'cf_resource_id' | 'idp_resource_id'
> &
  Pick<ScimUpdate, 'resource_type' | 'resource_user_email' | 'resource_group_name'>

/** Why requests fail; a broken body is the example of the API reference. */
const failures = [
  { error_description: 'Invalid JSON body', body: '{}}' },
  { error_description: 'User already exists', body: undefined },
  { error_description: 'Group member not found', body: undefined },
] as const

/** Groups that are deleted and have no other entries, so that a group in use is never gone. */
const formerGroups = ['office-move', 'summer-interns', 'erp-migration', 'trade-fair'] as const

const filteredFields = [
  'idp_id',
  'status',
  'request_method',
  'resource_type',
  'resource_user_email',
  'resource_group_name',
  'cf_resource_id',
  'idp_resource_id',
] as const

/** Creates the log of an account; `planted` updates have to be in order of time. */
export function createScimSource(
  options: UpdateOptions & { planted: readonly PlantedUpdate[] },
): EntrySource {
  const { plan, account } = options
  const providers = listIdentityProviders(account).filter(({ hasScim }) => hasScim)
  const planted = options.planted.map((step) => toPlantedUpdate(step, providers))
  const everyday = {
    timeOf: plan.timeOf,
    firstAt: plan.firstAt,
    elementAt: (index: number) => toEverydayUpdate(index, providers, options),
    // The provider tried again at once.
    countOf: ({ logged_at: loggedAt }: ScimUpdate) => (loggedAt.endsWith('7Z') ? 2 : 1),
  }
  const fromStory = {
    timeOf: (index: number) => options.planted[index]?.timeMs ?? Number.POSITIVE_INFINITY,
    firstAt: (timeMs: number) => {
      const index = options.planted.findIndex((step) => step.timeMs >= timeMs)
      return index === -1 ? planted.length : index
    },
    elementAt: (index: number) => {
      const update = planted[index]
      if (!update) throw new RangeError(`There is no planted update ${index}.`)
      return update
    },
    countOf: () => 1,
  }
  const source = createMergedSource(
    [everyday, fromStory].map(({ timeOf, firstAt, elementAt, countOf }) => ({
      timeOf,
      elementAt,
      countOf,
      scan: createScan({ firstAt, elementAt }),
      build: ({ index }) => elementAt(index),
    })),
    () =>
      createColumns<Part<ScimUpdate>>(
        filteredFields.map((path) => createValueColumn(path, ({ element }) => element[path])),
      ),
  )
  return { ...source, hasTotals: true }
}

function toEverydayUpdate(
  index: number,
  providers: readonly IdentityProvider[],
  { key, cast, plan, storyPeople }: UpdateOptions,
): ScimUpdate {
  const own = mix(key, index)
  const timeMs = plan.timeOf(index)
  const person = cast.findOnDuty('people', toHourOfWeek(timeMs), toFraction(mix(own, 1)))
  const email = person.email ?? ''
  const isContractor = !email.endsWith('@acme.example')
  const provider =
    providers.find(({ isForContractors }) => isForContractors === isContractor) ?? providers[0]
  if (!provider) throw new Error('The account has no identity provider with SCIM.')
  const call = storyPeople.has(email) ? toTitleChange(own, email) : toCall(own, email, provider)
  const failure = toFraction(mix(own, 7)) < 0.05 ? pick(failures, mix(own, 8)) : undefined
  return toUpdate(call, provider, timeMs, failure)
}

function toUpdate(
  call: Call,
  { id }: IdentityProvider,
  timeMs: number,
  failure?: (typeof failures)[number],
): ScimUpdate {
  return {
    cf_resource_id: call.cf_resource_id,
    error_description: failure?.error_description,
    idp_id: id,
    idp_resource_id: call.idp_resource_id,
    logged_at: new Date(timeMs).toISOString(),
    request_body: failure?.body ?? call.request_body,
    request_method: call.request_method,
    resource_group_name: call.resource_group_name,
    resource_type: call.resource_type,
    resource_user_email: call.resource_user_email,
    status: failure ? 'FAILURE' : 'SUCCESS',
  }
}

function toCall(own: number, email: string, provider: IdentityProvider): Call {
  const chance = toFraction(mix(own, 2))
  if (chance < 0.395) {
    const operation = toFraction(mix(own, 3)) < 0.6 ? 'add' : 'remove'
    return toGroupCall(pick(provider.groups, mix(own, 4)), operation, email)
  }
  if (chance < 0.4) return toGroupDeletion(pick(formerGroups, mix(own, 4)))
  if (chance < 0.55) return toUserCall('POST', email, toUserBody(email, true))
  if (chance < 0.62) return toUserCall('PUT', email, toUserBody(email, true))
  if (chance < 0.66) return toUserCall('DELETE', email, undefined)
  const isLeaving = toFraction(mix(own, 5)) < 0.15
  if (!isLeaving) return toTitleChange(own, email)
  return toUserCall('PATCH', email, toPatch([{ op: 'replace', value: { active: false } }]))
}

function toTitleChange(own: number, email: string): Call {
  const value = { title: `Level ${1 + toBelow(mix(own, 6), 6)}` }
  return toUserCall('PATCH', email, toPatch([{ op: 'replace', value }]))
}

function toUserCall(method: Call['request_method'], email: string, body: object | undefined): Call {
  return {
    request_method: method,
    request_body: body ? JSON.stringify(body) : '',
    ...toUserIds(email),
    resource_type: 'USER',
    resource_user_email: email,
  }
}

function toGroupCall(group: string, op: 'add' | 'remove', email: string): Call {
  const { cf_resource_id: memberId } = toUserIds(email)
  const operation =
    op === 'add'
      ? { op, path: 'members', value: [{ value: memberId, display: email }] }
      : { op, path: `members[value eq "${memberId}"]` }
  return {
    ...toGroupDeletion(group),
    request_method: 'PATCH',
    request_body: JSON.stringify(toPatch([operation])),
  }
}

function toGroupDeletion(group: string): Call {
  return {
    request_method: 'DELETE',
    request_body: '',
    cf_resource_id: toUuid(mixText(0, `group ${group}`), 1),
    idp_resource_id: `00g${toHex(mixText(0, group), 2, 16)}`,
    resource_type: 'GROUP',
    resource_group_name: group,
  }
}

function toUserIds(email: string): Pick<Call, 'cf_resource_id' | 'idp_resource_id'> {
  const key = mixText(0, `user ${email}`)
  return { cf_resource_id: toUuid(key, 1), idp_resource_id: `00u${toHex(key, 2, 16)}` }
}

function toPatch(operations: readonly object[]): object {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: operations,
  }
}

function toUserBody(email: string, active: boolean): object {
  const [givenName = '', familyName = ''] = (email.split('@')[0] ?? '').split('.')
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: email,
    name: { givenName, familyName },
    emails: [{ primary: true, value: email, type: 'work' }],
    active,
  }
}

function toPlantedUpdate(
  { change, timeMs }: PlantedUpdate,
  providers: readonly IdentityProvider[],
): ScimUpdate {
  const [provider] = providers
  if (!provider) throw new Error('The story needs an identity provider with SCIM.')
  const call =
    'group' in change
      ? toGroupCall(change.group, change.op, change.email)
      : toUserCall('POST', change.email, toUserBody(change.email, true))
  return toUpdate(call, provider, timeMs)
}
