import { expect, it } from 'vitest'
import { datasets, getDataset } from '../../catalog/index.ts'
import { timeline } from '../../catalog/timeline/timeline.ts'
import { toFacetFields } from './facet-fields.ts'

it.each(datasets.map((dataset) => [dataset.title, dataset] as const))(
  'some fields of %s are counted at first',
  (_, dataset) => {
    const fields = toFacetFields(dataset, undefined)
    expect(fields.length).toBeGreaterThan(2)
    expect(fields.map(({ path }) => path)).not.toContain(dataset.idPath)
  },
)

it('those chosen are counted, as far as the log has them', () => {
  const v2 = getDataset('account-audit-logs-v2')
  const chosen = ['zone.name', 'gone', 'action.time', 'actor.id']
  expect(toFacetFields(v2, chosen).map(({ path }) => path)).toEqual(['zone.name', 'actor.id'])
  expect(toFacetFields(v2, [])).toEqual([])
})

it('in a timeline, where entries are from is counted at first, then what all logs share', () => {
  expect(toFacetFields(timeline, undefined).map(({ path }) => path)).toEqual([
    'effect',
    'log',
    'actor',
    'verb',
    'product',
    'zone',
    'address',
    'outcome',
  ])
  expect(toFacetFields(timeline, ['scope', 'time']).map(({ path }) => path)).toEqual(['scope'])
})
