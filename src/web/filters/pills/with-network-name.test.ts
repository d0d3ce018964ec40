import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { createQuery, type LocalFilter } from '../../../query/log-query.ts'
import { listPills } from './list-pills.ts'
import { withNetworkName } from './with-network-name.ts'

const v1 = getDataset('account-audit-logs-v1')
const networks = [{ name: 'London office', addresses: ['203.0.113.0/24', '192.0.2.7'] }]
const values = networks.flatMap(({ addresses }) => addresses)
const query = createQuery(v1.id, { kind: 'account', id: 'a'.repeat(32) })
const local = (text: string, pointer = '/actor/ip'): LocalFilter => ({
  kind: 'field',
  pointer,
  mode: 'exclude',
  text,
  isExact: !text.includes('/'),
})

function sentences(changes: Partial<typeof query>) {
  return listPills({ ...query, ...changes }, v1)
    .map((pill) => withNetworkName(pill, networks).words)
    .map(({ sentence, values: shown }) => [sentence, shown.join()])
}

it('names the network of a filter of the API, and of local filters', () => {
  const filters = [{ parameter: 'actor.ip', mode: 'include' as const, values }]
  expect(sentences({ filters, localFilters: values.map((text) => local(text)) })).toEqual([
    ['Actor IP address is in London office (203.0.113.0/24, 192.0.2.7)', 'London office'],
    ['IP address is not in London office (203.0.113.0/24, 192.0.2.7)', 'London office'],
  ])
})

it('leaves other values and other fields as they are', () => {
  const filters = [{ parameter: 'actor.ip', mode: 'include' as const, values: ['192.0.2.7'] }]
  const localFilters = values.map((text) => local(text, '/metadata'))
  for (const [sentence] of sentences({ filters, localFilters })) {
    expect(sentence).not.toContain('London')
  }
})
