import { describe, expect, test } from 'vitest'
import { accountAuditLogsV2 } from '../../../catalog/datasets/account-audit-logs-v2.ts'
import { createSharedNames } from '../../store/names/shared-names.ts'
import type { EntryView } from '../entry/entry-view.ts'
import { type TicketFacts, toJsonCopy, toMarkdown, toNdjsonLine } from './entry-copies.ts'

const text =
  '{ "id" : "e1", "n": 12345678901234567890,\n "actor":{"email":"a|b`*@x.example"}, "resource":{"request":{"password":"hunter2","md":"```<img>"}} }'
const view: EntryView = {
  dataset: accountAuditLogsV2,
  scope: { kind: 'account', id: 'a'.repeat(32) },
  timeZone: 'UTC',
  openEntry() {},
  openQuery() {},
  readText: () => undefined,
  id: 'e1',
  time: '2026-11-20T10:00:00Z',
  names: createSharedNames().get(),
  findFieldName: () => undefined,
}

const facts: TicketFacts = {
  link: 'http://localhost/?a=1',
  verdict: '162 of 258 loaded · Complete',
  change: { kind: 'none' },
}

describe('a copy of an entry', () => {
  test('as JSON and as a line keeps its tokens and masks its secrets', () => {
    expect(toJsonCopy(text)).toContain('"n": 12345678901234567890')
    expect(toJsonCopy(text)).toContain('"password": "[masked]"')
    const line = toNdjsonLine(text)
    expect(line).toBe(
      '{"id":"e1","n":12345678901234567890,"actor":{"email":"a|b`*@x.example"},"resource":{"request":{"password":"[masked]","md":"```<img>"}}}\n',
    )
  })

  test('as Markdown begins with the summary and says when, what changed, and how much was read', () => {
    const own = JSON.stringify({
      id: 'e1',
      action: { type: 'update', description: 'Update an Access policy', result: 'success' },
      actor: { email: 'dana.whitfield@acme.example', ip_address: '203.0.113.71' },
    })
    const markdown = toMarkdown(view, JSON.parse(own), own, {
      ...facts,
      change: {
        kind: 'changed',
        differences: [
          { path: 'decision', before: 'allow', after: 'bypass' },
          { path: 'include.0', before: 'group g1', after: 'everyone' },
        ],
        isFailed: false,
        isPartial: false,
      },
    })
    const lines = markdown.split('\n')
    expect(lines[0]).toMatch(/^`dana\.whitfield@acme\.example` /)
    expect(lines.slice(2, 9)).toEqual([
      '- Time: 2026-11-20 10:00:00.000 UTC',
      `- Log: Account audit log v2 of account \`${'a'.repeat(32)}\``,
      '- Change:',
      '  - decision: `allow` → `bypass`',
      '  - `include.0`: `group g1` → `everyone`',
      '- List: 162 of 258 loaded · Complete',
      '- Entry: http://localhost/?a=1',
    ])
    expect(markdown).not.toContain('\\')
  })

  test('as Markdown has the time in the zone of the screen', () => {
    const inBerlin = { ...view, timeZone: 'Europe/Berlin' }
    expect(toMarkdown(inBerlin, {}, '{}', facts)).toContain('- Time: 2026-11-20 11:00:00.000 ')
    const invalid = { ...view, time: '<@channel>' }
    expect(toMarkdown(invalid, {}, '{}', facts)).toContain('- Time: `<@channel>`')
  })

  test('as Markdown holds nothing that a chat or a ticket would obey', () => {
    const markdown = toMarkdown(view, JSON.parse(text), text, facts)
    expect(markdown).not.toContain('hunter2')
    expect(markdown.split('\n')[0]).toMatch(/^`a\|b⟦U\+0060⟧\*@x\.example` did/)
    const outside = markdown.replace(/^```\n[\s\S]*?\n```$/m, '')
    expect(outside.replace(/`[^`\n]*`/g, '')).not.toMatch(/[`*|<@[]/)
    expect(markdown).toContain('"md": "\\u0060\\u0060\\u0060<img>"')
  })

  test('as Markdown shows hostile names and values of a change as code', () => {
    const evil = '`](http://evil.example) <!channel> | @here'
    const markdown = toMarkdown(view, {}, '{}', {
      ...facts,
      change: {
        kind: 'created',
        differences: [{ path: evil, after: evil }],
        isFailed: true,
        isPartial: false,
      },
    })
    expect(markdown).toContain('- Change: not done: created with')
    const line = markdown.split('\n').find((each) => each.startsWith('  - ')) ?? ''
    expect(line.slice(4)).toMatch(/^`[^`]+`: `[^`]+`$/)
  })

  test('as Markdown is short, also of a large entry', () => {
    const large = `{"big":"${'x'.repeat(1_000_000)}"}`
    const markdown = toMarkdown(view, JSON.parse(large), large, facts)
    expect(markdown.length).toBeLessThan(30_000)
    expect(markdown).toContain('characters are left out here')
  })
})
