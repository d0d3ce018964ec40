import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { findFieldName } from './find-field-name.ts'
import { listFields } from './list-fields.ts'

const id = (digit: string) => digit.repeat(32)
const known = new Map([
  [id('a'), 'alice@acme.example'],
  [id('c'), 'www.acme.example'],
  [id('e'), 'Acme Corp'],
])
const findName = (each: string) => {
  const name = known.get(each)
  return name === undefined ? undefined : { name, otherNames: [] }
}

function listNames(datasetId: string, entry: unknown): Record<string, string> {
  const dataset = getDataset(datasetId)
  const fields = listFields(dataset, entry).groups.flatMap((group) => group.fields)
  return Object.fromEntries(
    fields.flatMap((shown) => {
      const found = findFieldName(dataset, entry, shown, findName)
      return found ? [[shown.path.join('.'), found.name]] : []
    }),
  )
}

describe('the name for the id in a field', () => {
  it('is shown where the entry records only the id', () => {
    const entry = { actor: { id: id('a') }, resource: { id: id('c') }, account: { id: id('e') } }
    expect(listNames('account-audit-logs-v2', entry)).toEqual({
      'actor.id': 'alice@acme.example',
      'resource.id': 'www.acme.example',
      'account.id': 'Acme Corp',
    })
    expect(listNames('insight-audit-logs', { changed_by: id('a') })).toEqual({
      changed_by: 'alice@acme.example',
    })
  })

  it('is not shown beside a recorded name, nor for other fields', () => {
    const entry = {
      id: id('c'),
      actor: { id: id('a'), email: 'bob@acme.example', type: id('a') },
      resource: { id: id('c'), request: { name: 'old.acme.example' } },
      account: { id: id('e'), name: 'Acme' },
      raw: { cf_ray_id: id('a') },
    }
    expect(listNames('account-audit-logs-v2', entry)).toEqual({})
  })
})
