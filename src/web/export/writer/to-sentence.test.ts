import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { createLogColumns } from './log-columns.ts'
import { createTimelineColumns } from './timeline-columns.ts'

const dataset = getDataset('account-audit-logs-v2')
const zoneId = '6c7d1e0f2a3b4c5d6e7f8091a2b3c4d5'
const text = JSON.stringify({
  id: 'e1',
  action: { time: '2026-11-20T10:00:00Z', type: 'update', result: 'success' },
  actor: { email: 'ann@example.com' },
  resource: { product: 'zones', type: 'zone', id: zoneId },
})
const choice = { paths: ['summary'], showsSecrets: false, timeZone: 'UTC' }

/** The summary in a table of the log, and in one of a timeline. */
function readSummaries(names?: readonly { id: string; name: string }[]) {
  const chosen = { ...choice, ...(names && { names }) }
  const timeline = createTimelineColumns([{ dataset, origin: { log: 'v2', scope: 'x' } }], chosen)
  return [createLogColumns(dataset, chosen), timeline].map(({ fields, readValues }) => {
    const column = fields.findIndex(({ path }) => path === 'summary')
    return readValues(text, 0)[column]?.text
  })
}

it('has the names that the screen shows for ids', () => {
  for (const summary of readSummaries()) expect(summary).not.toContain('shop.example')
  for (const summary of readSummaries([{ id: zoneId, name: 'shop.example' }])) {
    expect(summary).toContain('shop.example')
    expect(summary).not.toContain(zoneId)
  }
})
