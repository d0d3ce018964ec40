/** What is said of an entry that loosened security: never that it is undone unless a later entry says so. */
import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import type { ListEntry } from './changed-resource.ts'
import { makeV1, makeV2, toTime, track } from './testing/make-entry.ts'

const policyPath = '/accounts/a/access/apps/app-1/policies/00c47dda-9dff-46b0-8f26-6ca75ee98896'
const policyId = '00c47dda-9dff-46b0-8f26-6ca75ee98896'
const bypassTitle = 'Access policy set to bypass or service authentication'
const openTitle = 'Access policy lets everyone in without sign-in'
const policy = (at: number, request: unknown, how = 'PUT', more?: Record<string, object>) =>
  makeV2({
    at,
    call: `${how} ${policyPath}`,
    id: policyId,
    request,
    ...(more && { more }),
  })
const bypass = policy(0, { name: 'p', decision: 'bypass', include: [{ everyone: {} }] })
const open = { kind: 'open' }

describe('a value that was set', () => {
  it('is in effect while no later entry sets it', () => {
    expect(track(bypassTitle, bypass, [])).toEqual(open)
    const other = makeV2({
      at: 5,
      call: 'PUT /accounts/a/access/apps/app-1/policies/11111111-9dff-46b0-8f26-6ca75ee98896',
      id: '11111111-9dff-46b0-8f26-6ca75ee98896',
      request: { decision: 'allow' },
    })
    expect(track(bypassTitle, bypass, [other])).toEqual(open)
  })

  it('is undone by a later entry that sets another one, and not by an earlier or failed one', () => {
    const allow = { name: 'p', decision: 'allow', include: [{ group: {} }] }
    expect(track(bypassTitle, bypass, [policy(5, allow)])).toEqual({
      kind: 'undone',
      by: 5,
      how: 'changed',
    })
    expect(track(bypassTitle, bypass, [policy(-5, allow)])).toEqual(open)
    const failed = policy(5, allow, 'PUT', { action: { result: 'failure' } })
    expect(track(bypassTitle, bypass, [failed])).toEqual(open)
  })

  it('is not undone by another value that the rule matches too', () => {
    const service = policy(5, { decision: 'non_identity', include: [{ group: {} }] })
    expect(track(bypassTitle, bypass, [service])).toEqual(open)
    expect(track(openTitle, bypass, [service])).toEqual({
      kind: 'undone',
      by: 5,
      how: 'changed',
    })
  })

  it('is not undone by the same value that someone sets whom the rule leaves out', () => {
    const tool = policy(5, { decision: 'bypass', include: [{ everyone: {} }, { group: {} }] })
    const byTool: ListEntry = {
      ...tool,
      entry: withUserAgent(tool.entry, 'terraform/1.9'),
    }
    expect(track(openTitle, bypass, [byTool])).toEqual(open)
  })

  it('is in effect again when a later entry sets it again', () => {
    const others = [
      policy(9, { decision: 'bypass', include: [{ everyone: {} }] }),
      policy(5, { decision: 'allow', include: [{ group: {} }] }),
    ]
    expect(track(bypassTitle, bypass, others)).toEqual({ kind: 'open', again: 9 })
    // Also where the entry between does not say whether it undid it.
    const [again] = others
    const unclear = policy(5, { name: 'new' })
    expect(track(bypassTitle, bypass, [unclear, ...(again ? [again] : [])])).toEqual({
      kind: 'open',
      again: 9,
    })
  })

  it('is left alone by a PATCH that does not send it, and unclear after a PUT that does not', () => {
    expect(track(bypassTitle, bypass, [policy(5, { name: 'new' }, 'PATCH')])).toEqual(open)
    expect(track(openTitle, bypass, [policy(5, { include: [{ group: {} }] }, 'PATCH')])).toEqual({
      kind: 'undone',
      by: 5,
      how: 'changed',
    })
    expect(track(bypassTitle, bypass, [policy(5, { include: [] }, 'PATCH')])).toEqual(open)
    expect(track(bypassTitle, bypass, [policy(5, { name: 'new' })])).toEqual({
      kind: 'unclear',
      by: 5,
      how: 'changed',
    })
    expect(track(bypassTitle, bypass, [policy(5, undefined)])).toMatchObject({ kind: 'unclear' })
  })

  it('is not undone by a view, or at the same instant', () => {
    expect(track(bypassTitle, bypass, [policy(5, { decision: 'allow' }, 'GET')])).toEqual(open)
    expect(track(bypassTitle, bypass, [policy(0, { decision: 'allow' })])).toEqual(open)
  })

  it('compares a setting in its zone only', () => {
    const zone = (id: string) => ({ zone: { id, name: `${id}.example` } })
    const setting = (at: number, value: string, zoneId: string) =>
      makeV2({
        at,
        call: `PATCH /zones/${zoneId}/settings/ssl`,
        id: 'ssl',
        request: { value },
        more: zone(zoneId),
      })
    const title = 'Encryption of a zone weakened'
    const weak = setting(0, 'off', 'z1')
    expect(track(title, weak, [setting(5, 'strict', 'z2')])).toEqual(open)
    expect(track(title, weak, [setting(5, 'flexible', 'z1')])).toEqual(open)
    expect(track(title, weak, [setting(5, 'strict', 'z1')])).toMatchObject({
      kind: 'undone',
      by: 5,
    })
  })

  it('finds a setting inside of an object, and does not take another one for it', () => {
    const account = (at: number, settings: object) =>
      makeV2({ at, call: 'PUT /accounts/account-1', id: 'account-1', request: { settings } })
    const title = 'Two-factor authentication no longer required'
    const off = account(0, { enforce_twofactor: false })
    expect(track(title, off, [account(5, { use_account_custom_ns: true })])).toMatchObject({
      kind: 'unclear',
    })
    expect(track(title, off, [account(5, { enforce_twofactor: true })])).toMatchObject({
      kind: 'undone',
      by: 5,
    })
  })
})

describe('a resource that was created', () => {
  const id = '34920fbd01f40072e3cf347862554017'
  const title = 'API token without address restriction and expiry'
  const created = makeV2({ at: 0, call: 'POST /user/tokens', id, request: { name: 'ci token' } })
  const deleted = makeV2({ at: 5, call: `DELETE /user/tokens/${id}`, id })

  it('is undone by its deletion, by its id alone', () => {
    expect(track(title, created, [deleted])).toEqual({ kind: 'undone', by: 5, how: 'deleted' })
    const other = makeV2({ at: 5, call: 'DELETE /user/tokens/x', id: `${id.slice(1)}a` })
    expect(track(title, created, [other])).toEqual(open)
  })

  it('is known by the id in the answer where the entry has no other', () => {
    const unnamed = makeV2({
      at: 0,
      call: 'POST /user/tokens',
      request: { name: 'ci token' },
      more: { resource: { response: { result: { id } } } },
    })
    expect(track(title, unnamed, [deleted])).toMatchObject({ kind: 'undone', by: 5 })
    const unknown = makeV2({ at: 0, call: 'POST /user/tokens', request: { name: 'ci token' } })
    expect(track(title, unknown, [deleted])).toEqual({ kind: 'unknown' })
  })

  it('is undone by an entry of v1 that names the id of the token, and not by that of the account', () => {
    const revoked = (tag: string) =>
      makeV1(5, {
        action: { type: 'token_revoke', result: true },
        resource: { id: 'account-1', type: 'account' },
        metadata: { token_tag: tag, token_name: 'ci token' },
      })
    expect(track(title, created, [revoked(id)])).toEqual({
      kind: 'undone',
      by: 5,
      how: 'deleted',
    })
    expect(track(title, created, [revoked('ffffffffffffffffffffffffffffffff')])).toEqual(open)
  })

  it('is not undone when only its value is rolled', () => {
    const rolled = makeV2({
      at: 5,
      call: `PUT /user/tokens/${id}/value`,
      id,
      request: {},
      more: { resource: { type: 'tokens' } },
    })
    expect(track(title, created, [rolled])).toMatchObject({ kind: 'unclear', by: 5 })
  })

  it('is undone with what contains it', () => {
    const gone = makeV2({ at: 5, call: 'DELETE /accounts/a/access/apps/app-1', id: 'app-1' })
    const made = policy(0, { decision: 'bypass' }, 'POST')
    expect(track(bypassTitle, made, [gone])).toEqual({
      kind: 'undone',
      by: 5,
      how: 'deleted-above',
    })
    const sibling = makeV2({ at: 5, call: 'DELETE /accounts/a/access/apps/app', id: 'app' })
    expect(track(bypassTitle, made, [sibling])).toEqual(open)
  })
})

describe('a protection that was deleted or switched off', () => {
  const rulePath = '/zones/z1/rulesets/r1/rules'
  const ruleId = '292be01e4fc2d031c41885221c25f6aa'
  const rule = (at: number, how: string, id: string, request?: unknown) =>
    makeV2({
      at,
      call: how === 'POST' ? `POST ${rulePath}` : `${how} ${rulePath}/${id}`,
      id,
      request,
    })

  it('is not brought back by its deletion', () => {
    const title = 'Firewall rule disabled'
    const disabled = rule(0, 'PATCH', ruleId, { enabled: false })
    expect(track(title, disabled, [rule(5, 'DELETE', ruleId)])).toEqual({
      kind: 'unclear',
      by: 5,
      how: 'deleted',
    })
    expect(track(title, disabled, [rule(5, 'PATCH', ruleId, { enabled: true })])).toMatchObject({
      kind: 'undone',
    })
  })

  it('may be made again under its name, which has to be compared', () => {
    const title = 'Firewall rule or ruleset deleted'
    const before = rule(-9, 'POST', ruleId, { name: 'baseline' })
    const deleted = rule(0, 'DELETE', ruleId)
    const again = (name: string) => rule(5, 'POST', 'aaaae01e4fc2d031c41885221c25f6aa', { name })
    expect(track(title, deleted, [before])).toEqual(open)
    expect(track(title, deleted, [before, again('other')])).toEqual(open)
    expect(track(title, deleted, [again('baseline')])).toEqual(open)
    expect(track(title, deleted, [before, again('baseline')])).toEqual({
      kind: 'unclear',
      by: 5,
      how: 'created-again',
    })
  })

  it('is undone when the same thing is set or created again', () => {
    const dnssec = (at: number, how: string, request?: unknown) =>
      makeV2({ at, call: `${how} /zones/z1/dnssec`, id: 'z1', request })
    const title = 'DNSSEC turned off'
    const off = dnssec(0, 'DELETE')
    expect(track(title, off, [dnssec(5, 'PATCH', { status: 'active' })])).toEqual({
      kind: 'undone',
      by: 5,
      how: 'changed',
    })
    expect(track(title, off, [dnssec(5, 'PATCH', { status: 'disabled' })])).toEqual(open)
    expect(track(title, off, [dnssec(5, 'PATCH', { multi_signer: true })])).toMatchObject({
      kind: 'unclear',
    })
    const hold = (at: number, how: string) =>
      makeV2({ at, call: `${how} /zones/z1/hold`, id: 'z1' })
    expect(track('Zone hold removed', hold(0, 'DELETE'), [hold(5, 'POST')])).toEqual({
      kind: 'undone',
      by: 5,
      how: 'created-again',
    })
  })
})

describe('a requirement of v2 that v1 records as well', () => {
  const off = makeV2({
    at: 0,
    call: 'PUT /accounts/account-1',
    id: 'account-1',
    request: { settings: { enforce_twofactor: false } },
  })
  const title = 'Two-factor authentication no longer required'
  const inV1 = (type: string, newValue: string) =>
    makeV1(5, {
      action: { type, result: true },
      newValue,
      resource: { id: 'account-1', type: 'account' },
    })

  it('is undone by an entry that a rule knows to tighten it, and by no other of the account', () => {
    expect(track(title, off, [inV1('add_enforce_twofactor', 'true')])).toEqual({
      kind: 'undone',
      by: 5,
      how: 'tightened',
    })
    expect(track(title, off, [inV1('delete_something', 'true')])).toEqual(open)
  })
})

describe('values before and after', () => {
  it('are restored when v1 records the value from before', () => {
    const setting = (at: number, oldValue: string, newValue: string, name = 'security_level') =>
      makeV1(at, {
        action: { type: 'change_setting', result: true },
        resource: { id: 'zone-1', type: 'zone' },
        metadata: { name, zone_id: 'zone-1', zone_name: 'z.example' },
        oldValue,
        newValue,
      })
    const title = 'Security setting of a zone lowered, in audit log v1'
    const low = setting(0, 'high', 'off')
    expect(track(title, low, [setting(5, 'off', 'high')])).toEqual({
      kind: 'undone',
      by: 5,
      how: 'restored',
    })
    expect(track(title, low, [setting(5, 'off', 'medium')])).toMatchObject({ how: 'changed' })
    expect(track(title, low, [setting(5, 'off', 'high', 'minify')])).toEqual(open)
  })
})

describe('members of a group', () => {
  const dataset = getDataset('access-scim-logs')
  const group = (at: number, operation: object): ListEntry =>
    scim(at, 'PATCH', {
      ...{ resource_type: 'GROUP', resource_group_name: 'admins', cf_resource_id: 'group-1' },
      request_body: JSON.stringify({ Operations: [operation] }),
    })
  const scim = (at: number, method: string, entry: object): ListEntry => ({
    source: 'scim',
    owner: 'account account-1',
    dataset,
    entry: {
      ...{ logged_at: toTime(at), idp_id: 'idp-1', request_method: method, status: 'SUCCESS' },
      ...entry,
    },
  })
  const title = 'Identity provider added a user to an administrators group'
  const add = (at: number, id: string) =>
    group(at, { op: 'add', path: 'members', value: [{ value: id }] })
  const remove = (at: number, id: string) =>
    group(at, { op: 'remove', path: `members[value eq "${id}"]` })
  const joined = add(0, 'user-1')

  it('are gone only when the same member leaves', () => {
    expect(track(title, joined, [add(2, 'user-2'), remove(5, 'user-2')])).toEqual(open)
    const removed = { kind: 'undone', by: 5, how: 'removed' }
    expect(track(title, joined, [remove(5, 'user-1')])).toEqual(removed)
    expect(track(title, joined, [group(5, { op: 'remove', path: 'members' })])).toEqual(removed)
    const replaced = { op: 'replace', path: 'members', value: [{ value: 'user-2' }] }
    expect(track(title, joined, [group(5, replaced)])).toEqual(removed)
  })

  it('are gone when the member is deleted or deactivated', () => {
    const user = { resource_type: 'USER', cf_resource_id: 'user-1' }
    const removed = { kind: 'undone', by: 5, how: 'removed' }
    expect(track(title, joined, [scim(5, 'DELETE', user)])).toEqual(removed)
    const off = JSON.stringify({ Operations: [{ op: 'replace', value: { active: false } }] })
    expect(track(title, joined, [scim(5, 'PATCH', { ...user, request_body: off })])).toEqual(
      removed,
    )
    const renamed = JSON.stringify({ Operations: [{ op: 'replace', value: { title: 'x' } }] })
    expect(track(title, joined, [scim(5, 'PATCH', { ...user, request_body: renamed })])).toEqual(
      open,
    )
  })
})

function withUserAgent(entry: unknown, userAgent: string): unknown {
  const { raw, ...others } = entry as { raw: object }
  return { ...others, raw: { ...raw, user_agent: userAgent } }
}
