import { describe, expect, it } from 'vitest'
import { datasets } from '../index.ts'
import { listRoleColumns, listRoleKeys } from './list-role-keys.ts'

const columns = listRoleColumns(datasets)
const keys = listRoleKeys(columns)

describe('the keys of a timeline', () => {
  it('have one column for logs with the same fields, and every log in a column', () => {
    expect(columns.map(({ words }) => words.join())).toEqual([
      'v2',
      'v1,user',
      'insights',
      'organization',
      'access',
      'scim',
    ])
    expect(columns.flatMap(({ words }) => words)).toHaveLength(datasets.length)
  })

  it('name the fields of each log, and none where the log records nothing', () => {
    const address = keys.find(({ key }) => key === 'address')
    expect(address?.fields).toEqual([
      ['actor.ip_address'],
      ['actor.ip'],
      [],
      ['actor.ip_address'],
      ['ip_address'],
      [],
    ])
    const credential = keys.find(({ key }) => key === 'credential_id')
    expect(credential?.fields[1]).toEqual([])
  })

  it('have a meaning, and verbs follow from the action', () => {
    for (const { meaning } of keys) expect(meaning).not.toBe('')
    const fieldsOf = (wanted: string) => keys.find(({ key }) => key === wanted)?.fields
    expect(fieldsOf('verb')).toEqual(fieldsOf('action'))
  })
})
