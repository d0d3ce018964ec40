import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { type SummaryStyle, toSummaryParts, toSummaryTitle } from './summary-cell.ts'

const dataset = getDataset('account-audit-logs-v2')
const style: SummaryStyle = { dataset, form: 'cells' }
const toEntry = (name: string, result = 'success') => ({
  actor: { email: 'ann@acme.example' },
  action: { description: 'Update DNS Record', result },
  resource: { id: 'r1', request: { name } },
})
const toText = (parts: readonly { text: string }[]) => parts.map(({ text }) => text).join('')

it('is one sentence, with a space between its runs', () => {
  const entry = toEntry('www')
  const parts = toSummaryParts(entry, style)
  expect(toText(parts)).toBe('ann@acme.example updated DNS record www')
  expect(parts.map(({ location }) => location?.field)).toEqual([
    'actor.email',
    'action.description',
    'resource.request',
  ])
  expect(toSummaryTitle(entry, style)).toBe(toText(parts))
})

it('sets values apart from our words, and marks what is invisible in them', () => {
  const [actor, words, ...target] = toSummaryParts(toEntry('a\u202Eb'), style)
  expect(actor?.className).toContain('isolate')
  expect(words?.className).not.toContain('isolate')
  expect(toText(target)).toBe(' a⟦U+202E⟧b')
  expect(target[1]).toMatchObject({ isBox: true, location: { field: 'resource.request' } })
})

it('marks a failure where no column says it', () => {
  const entry = toEntry('www', 'failure')
  expect(toText(toSummaryParts(entry, style))).toMatch(/^ann@acme.example tried to update/)
  const marked = toSummaryParts(entry, { ...style, form: 'sentence' })
  expect(marked[0]?.text).toBe('failed')
  const success = toSummaryParts(toEntry('www'), { ...style, form: 'sentence' })
  expect(success[0]?.text).toBe('ann@acme.example')
})

it('is computed once for an entry, and again when other names are known', () => {
  const entry = { action: { description: 'Delete DNS Record' }, resource: { id: 'r1' } }
  const parts = toSummaryParts(entry, style)
  expect(toSummaryParts(entry, style)).toBe(parts)
  const names = (id: string) => (id === 'r1' ? 'www' : undefined)
  const named = toSummaryParts(entry, { ...style, names })
  expect(toText(named)).toBe('Someone deleted DNS record www')
  expect(named.at(-1)).toMatchObject({
    title: 'Name from another loaded entry; this entry records only the id r1.',
  })
  expect(named.at(-1)?.className).toContain('underline')
})

it('says something of any entry', () => {
  for (const entry of [null, 7, 'x', [], {}]) {
    expect(toText(toSummaryParts(entry, style))).toBe('Someone did something that is not recorded')
  }
})
