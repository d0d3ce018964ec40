import { expect, it } from 'vitest'
import { pairsChoices } from '../address/pairs-choices.ts'
import { formatSource } from '../address/source-text.ts'
import { parseUrl } from '../address/url-codec.ts'
import { listCounterparts } from './counterparts.ts'

const [a, b] = ['0', '1'].map((digit) => digit.repeat(32))

function list(...texts: string[]) {
  const search = texts.map((text) => `in=${text}`).join('&')
  const sources = parseUrl('/timeline', `?${search}`)?.query.sources ?? []
  return listCounterparts(sources.map((source) => ({ id: formatSource(source), source })))
}

it('are v2 and v1 of one account, v2 first', () => {
  const v1 = `accounts/${a}/audit_logs`
  const v2 = `accounts/${a}/logs/audit`
  expect(list(v1, `accounts/${b}/logs/audit`, 'user/audit_logs', v2)).toEqual([[v2, v1]])
  expect(list(v2, `accounts/${b}/audit_logs`, 'user/audit_logs')).toEqual([])
  expect(list()).toEqual([])
})

it('have words for an address', () => {
  expect(pairsChoices.map(({ key }) => key)).toEqual(['separate', 'only-v2', 'only-v1'])
  const parsed = parseUrl('/timeline', '?pairs=only-v1')
  expect(parsed?.screen).toEqual({ pairs: 'only-second' })
  expect(parseUrl('/timeline', '?pairs=x')?.problems[0]?.message).toContain(
    'separate, only-v2, only-v1',
  )
})
