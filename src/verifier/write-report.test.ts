import { expect, it } from 'vitest'
import { writeReport } from './write-report.ts'

it('masks what looks like a secret in what a proof says', () => {
  const report = writeReport({
    kind: 'entry-proof',
    name: 'entry.json',
    bytes: 1,
    files: 1,
    result: 'holds',
    words: 'It holds.',
    checks: [],
    signers: [],
    says: [
      ['Entry', '{"id":"e1","password":"hunter2"}'],
      ['Request', '/accounts/1/logs/audit?actor_email=ann%40acme.example'],
    ],
  })
  expect(report).toContain('Entry: {"id":"e1","password":"[masked]"}')
  expect(report).toContain('actor_email=ann%40acme.example')
})
