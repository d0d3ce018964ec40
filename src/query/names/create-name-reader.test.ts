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
      'cc www.acme.example (body)',
      'bb ci (log)',
      'aa alice@acme.example (log)',
      'dd acme.example (log)',
      'ee Acme Corp (log)',
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
    ).toEqual(['10 www.acme.example (body)', 'aa bob@acme.example (log)'])
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
