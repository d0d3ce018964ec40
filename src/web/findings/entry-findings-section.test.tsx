import { renderToStaticMarkup } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { readRuleFiles } from '../../detection/parse/read-rule-files.ts'
import { EntryFindingsSection } from './entry-findings-section.tsx'
import { matchEntry } from './match-entry.ts'

const rule = `title: Binding with a text
id: 0d5c4a0e-5b0c-4a52-9a0f-000000000001
logsource:
  product: cloudflare
  service: audit
detection:
  selection:
    resource.request.bindings.text|exists: true
    resource.request.token|exists: true
    raw.user_agent|exists: true
  condition: selection
level: high
`
const correlation = `title: Many of one token
id: 0d5c4a0e-5b0c-4a52-9a0f-000000000002
correlation:
  type: event_count
  rules:
    - 0d5c4a0e-5b0c-4a52-9a0f-000000000001
  group-by:
    - resource.request.token
  timespan: 1h
  condition:
    gte: 1
level: high
generate: true
`

const entry = {
  id: 'e',
  raw: { user_agent: 'curl/8.5.0' },
  resource: {
    request: {
      token: 'hunter2-token',
      bindings: [
        { type: 'secret_text', name: 'KEY', text: 'hunter2-binding' },
        { type: 'plain_text', name: 'LONG', text: `${'x'.repeat(290)} token=hunter2-late` },
        { type: 'plain_text', name: 'MODE', text: 'y'.repeat(400) },
      ],
    },
  },
}

function draw(): string {
  const { rules, problems } = readRuleFiles([
    { name: 'rule.yml', text: rule },
    { name: 'correlation.yml', text: correlation },
  ])
  expect(problems).toEqual([])
  const findings = matchEntry(
    rules,
    getDataset('account-audit-logs-v2'),
    entry,
    JSON.stringify(entry),
  )
  const groups = rules.flatMap((each) =>
    each.kind === 'correlation'
      ? [
          {
            rule: each,
            group: {
              rule: each.id,
              rows: [0],
              fromMs: 0,
              toMs: 0,
              count: 1,
              group: { 'resource.request.token': 'hunter2-token' },
            },
          },
        ]
      : [],
  )
  const markup = renderToStaticMarkup(
    <MemoryRouter>
      <EntryFindingsSection
        entry={entry}
        found={{ findings, groups }}
        list={{
          timeZone: 'UTC',
          verdict: 'complete',
          countOf: () => undefined,
          isFilteredBy: () => false,
        }}
        toUndone={() => null}
        pivots={null}
        onShow={() => {}}
      />
    </MemoryRouter>,
  )
  return markup
}

it('masks suspected secrets among the values that matched, as the fields of the entry do', () => {
  const markup = draw()
  expect(markup).not.toContain('hunter2')
  expect(markup).toContain('curl/8.5.0')
  // The binding by the type beside it, one that begins before the end of the shown part, and the token.
  expect(markup.match(/aria-label="Show the masked secret, \d+ characters"/g)).toEqual([
    expect.stringContaining('15 characters'),
    expect.stringContaining('12 characters'),
    expect.stringContaining('13 characters'),
  ])
  expect(markup).toContain(`${'y'.repeat(300)}…`)
})

it('masks them in the values that the entries of a group share', () => {
  expect(draw()).toContain('resource.request.token “[masked]”')
})
