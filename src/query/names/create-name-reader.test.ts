import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasets, getDataset } from '../../catalog/index.ts'
import { createNameReader } from './create-name-reader.ts'

const id = (digit: string) => digit.repeat(32)

function read(datasetId: string, entry: unknown): string[] {
  const found: string[] = []
  createNameReader(getDataset(datasetId))(entry, (each, name, writtenBy) =>
    found.push(`${each.slice(0, 2)} ${name} (${writtenBy})`),
  )
  return found
}

const v2 = 'account-audit-logs-v2'
const v1 = 'account-audit-logs-v1'

describe('the reader of names', () => {
  it('reads resource, credential, actor, zone and account of audit log v2', () => {
    expect(
      read(v2, {
        actor: { id: id('a'), email: 'alice@acme.example', token: { id: id('b'), name: 'ci' } },
        resource: { id: id('c'), request: { name: 'www.acme.example' } },
        zone: { id: id('d'), name: 'acme.example' },
        account: { id: id('e'), name: 'Acme Corp' },
      }),
    ).toEqual([
      'ee Acme Corp (log)',
      'dd acme.example (log)',
      'bb ci (log)',
      'aa alice@acme.example (log)',
      'cc www.acme.example (body)',
    ])
  })

  it('reads answers with an envelope, without one, as a list, and as text', () => {
    const thing = { id: id('1'), name: 'one' }
    const other = { id: id('2'), name: 'two' }
    const inResponse = (response: unknown) => read(v2, { resource: { response } })
    expect(inResponse({ result: thing })).toEqual(['11 one (body)'])
    expect(inResponse({ result: [thing, other] })).toEqual(['11 one (body)', '22 two (body)'])
    expect(inResponse([thing, other])).toEqual(['11 one (body)', '22 two (body)'])
    expect(inResponse(JSON.stringify(thing))).toEqual(['11 one (body)'])
    expect(inResponse('[{"id":')).toEqual([])
  })

  it('reads v1 values, also numbers as ids', () => {
    expect(
      read(v1, {
        actor: { id: id('a'), email: 'bob@acme.example' },
        resource: { id: 10715065354 },
        newValueJson: { name: 'www.acme.example' },
      }),
    ).toEqual(['aa bob@acme.example (log)', '10 www.acme.example (body)'])
  })

  it('gives the name of a token of v1 to that token, not to the account that it is recorded under', () => {
    expect(
      read(v1, {
        action: { type: 'token_create', result: true },
        actor: { id: id('a'), email: 'bob@acme.example' },
        owner: { id: id('a') },
        resource: { id: id('e'), type: 'account' },
        metadata: { token_name: 'cache-warmup token', token_tag: id('b') },
      }),
    ).toEqual(['bb cache-warmup token (log)', 'aa bob@acme.example (log)'])
  })

  it('gives the name of a setting or zone of v1 to no other thing', () => {
    const resource = { id: id('d'), type: 'zone' }
    const metadata = { zone_id: id('d'), zone_name: 'acme.example', name: 'ssl', type: 'ssl' }
    expect(read(v1, { resource, metadata })).toEqual(['dd acme.example (log)'])
    const added = { resource: { id: id('e'), type: 'account' }, metadata }
    expect(read(v1, added)).toEqual(['dd acme.example (log)'])
  })

  it('gives a name in a body to no id of the account, organization, zone, actor, owner or token', () => {
    const body = (id: string) => ({
      resource: { id, request: { name: 'x' }, response: { result: { id, name: 'x' } } },
    })
    for (const parties of [
      { account: { id: id('e') } },
      { zone: { id: id('e') } },
      { actor: { id: id('e') } },
      { actor: { token_id: id('e') } },
    ]) {
      expect(read(v2, { ...body(id('e')), ...parties })).toEqual([])
      expect(read(v2, { ...body(id('c')), ...parties })).not.toEqual([])
    }
    const organization = { organization: { id: id('e') } }
    expect(read('organization-audit-logs-v2', { ...body(id('e')), ...organization })).toEqual([])
    const resource = { id: id('e'), type: 'script' }
    const owned = { owner: { id: id('e') }, resource, newValueJson: { name: 'x' } }
    expect(read(v1, owned)).toEqual([])
  })

  it('gives the address of an actor to no account', () => {
    const actor = { id: id('e'), email: 'bob@acme.example' }
    expect(read(v2, { actor, account: { id: id('e') } })).toEqual([])
  })

  it('reads the members that a SCIM request adds', () => {
    const value = [{ value: id('c'), display: 'dana@acme.example' }, { value: id('d') }]
    const request = (Operations: unknown, status = 'SUCCESS') =>
      read('access-scim-logs', { status, request_body: JSON.stringify({ Operations }) })
    expect(request([{ op: 'add', path: 'members', value }])).toEqual([
      'cc dana@acme.example (body)',
    ])
    expect(request([{ value }], 'FAILURE')).toEqual([])
    expect([request(null), request([{ value: 'x' }]), request([null])].flat()).toEqual([])
  })

  it('names both ids of a SCIM resource', () => {
    expect(
      read('access-scim-logs', {
        cf_resource_id: id('c'),
        idp_resource_id: id('d'),
        resource_user_email: 'dana@acme.example',
      }),
    ).toEqual(['dd dana@acme.example (log)', 'cc dana@acme.example (body)'])
  })

  it('reads no name from what a failed call sent', () => {
    const resource = { id: id('c'), request: { name: 'never.acme.example' } }
    const entry = { action: { result: 'failure' }, actor: { id: id('a'), email: 'a@x' }, resource }
    expect(read(v2, entry)).toEqual(['aa a@x (log)'])
  })

  it('takes no very long name, and no blank one', () => {
    for (const name of ['x'.repeat(300), ' ', '']) {
      expect(read(v2, { resource: { id: id('c'), request: { name } } })).toEqual([])
    }
  })

  it('never invents: both texts of every pair are in the entry', () => {
    const hex = fc.string({ unit: fc.constantFrom('0', '1', 'a'), minLength: 32, maxLength: 32 })
    const name = fc.oneof(fc.string(), fc.constantFrom('\u202ename', '{"id":1}', '[]'))
    const thing = fc.record({ id: hex, name }, { requiredKeys: [] })
    const response = fc.oneof(
      thing,
      fc.array(thing, { maxLength: 4 }),
      fc.record({ result: fc.oneof(thing, fc.array(thing, { maxLength: 4 })) }),
      thing.map((each) => JSON.stringify(each)),
      fc.jsonValue(),
    )
    const entry = fc.oneof(
      fc.jsonValue(),
      fc.record({
        actor: fc.record({ id: hex, email: name, token_id: hex, token_name: name }),
        resource: fc.record({ id: hex, request: thing, response }),
        zone: thing,
        account: thing,
        changed_by: hex,
        newValueJson: thing,
      }),
    )
    fc.assert(
      fc.property(fc.constantFrom(...datasets), entry, (dataset, value) => {
        const texts = listTexts(value)
        createNameReader(dataset)(value, (eachId, eachName) => {
          expect(texts).toContain(eachId)
          expect(texts).toContain(eachName)
        })
      }),
      { numRuns: 300 },
    )
  })
})

/** All texts and numbers of a value, also those inside of JSON that is a text. */
function listTexts(value: unknown): string[] {
  if (typeof value === 'number') return [String(value)]
  if (typeof value === 'string') {
    try {
      const inner: unknown = JSON.parse(value)
      return typeof inner === 'object' ? [value, ...listTexts(inner)] : [value]
    } catch {
      return [value]
    }
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listTexts) : []
}
