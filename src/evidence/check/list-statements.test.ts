import { expect, it } from 'vitest'
import { listStatements } from './list-statements.ts'

const predicate = {
  madeAt: '2026-11-21T12:00:00Z',
  madeBy: { name: 'Gumshoe', version: '0.1.0' },
  claim: 'Complete: 162 entries.',
  verdict: 'complete',
  mayStillChangeSince: null,
  question: {
    link: 'https://gumshoe.example/accounts/a/logs/audit?since=2026-11-01T00%3A00%3A00Z&before=2026-11-02T00%3A00%3A00Z&actor_email=a%40acme.example&action_type.not=view',
    log: 'Audit Logs v2',
    timeRange: { since: '2026-11-01T00:00:00Z', before: '2026-11-02T00:00:00Z' },
  },
  sources: [
    {
      in: 'accounts/a/logs/audit',
      log: 'Audit Logs v2',
      exported: 162,
      ledger: { verdict: 'complete' },
    },
  ],
  notAsked: [{ in: 'user/audit_logs', because: 'The token cannot read it.' }],
  counts: { loaded: 162, exported: 160 },
  pages: [{}, {}],
}

it('lists what a receipt says', () => {
  expect(listStatements(predicate)).toEqual([
    ['Claim', 'Complete: 162 entries.'],
    ['Verdict', 'complete'],
    ['Asked', 'Audit Logs v2'],
    ['Filters', 'actor_email=a@acme.example · action_type.not=view'],
    ['Time range', '2026-11-01T00:00:00Z to 2026-11-02T00:00:00Z'],
    ['Logs', 'Audit Logs v2 (accounts/a/logs/audit, complete, 162 entries)'],
    ['Logs that were not asked', 'user/audit_logs: The token cannot read it.'],
    ['Entries', '160 exported of 162 loaded'],
    ['Pages received', '2'],
    ['Made', '2026-11-21T12:00:00Z by Gumshoe 0.1.0'],
    ['Link', predicate.question.link],
  ])
})

it('names filters that the link leaves out', () => {
  const question = {
    link: 'https://gumshoe.example/accounts/a/logs/audit?actor_email=a%40acme.example',
    filters: [{ parameter: 'actor_email', mode: 'include', values: ['a@acme.example'] }],
  }
  const filters = [{ parameter: 'action_type', mode: 'exclude', values: ['view', 'login', 7] }]
  const said = new Map(listStatements({ question, sources: [{ in: 'x', filters }] }))
  expect(said.get('Filters')).toBe(
    'actor_email=a@acme.example · action_type.not=view · action_type.not=login · action_type.not=7',
  )
})

it.each([
  undefined,
  null,
  'text',
  [],
  {},
  { question: [], sources: {}, counts: 7, madeBy: null, pages: 'x', notAsked: [null, 1] },
  { claim: { toString: 1 }, question: { link: 'javascript:alert(1)', timeRange: { since: 1 } } },
  JSON.parse('{"__proto__":{"claim":"x"}}'),
])('says nothing of %j, and does not fail', (value) => {
  for (const [label, text] of listStatements(value)) {
    expect([typeof label, typeof text]).toEqual(['string', 'string'])
  }
  expect(listStatements(value).find(([label]) => label === 'Claim')).toBeUndefined()
})

it('lists the filters of a timeline, by role, and those over loaded entries', () => {
  const said = new Map(
    listStatements({
      question: {
        link: `https://gumshoe.example/timeline?${'in=accounts/a/logs/audit&'.repeat(100)}`,
        filters: [
          { parameter: 'address', mode: 'include', values: ['203.0.113.66', '203.0.113.71'] },
          { parameter: 'actor', mode: 'exclude', values: ['a@acme.example'] },
        ],
        localFilters: [
          { kind: 'text', text: 'grafana' },
          { kind: 'value', field: 'zone', values: ['x'] },
        ],
      },
    }),
  )
  expect(said.get('Filters')).toBe(
    'address=203.0.113.66 · address=203.0.113.71 · actor.not=a@acme.example',
  )
  expect(said.get('Local filters')).toBe('text text grafana · value field zone values ["x"]')
})

it('cuts texts and lists that are long', () => {
  const source = { log: 'x'.repeat(200) }
  const said = new Map(
    listStatements({ claim: 'y'.repeat(9_000), sources: Array.from({ length: 30 }, () => source) }),
  )
  expect(said.get('Claim')).toHaveLength(1_001)
  expect(said.get('Logs')?.length ?? 0).toBeLessThanOrEqual(1_001)
})
