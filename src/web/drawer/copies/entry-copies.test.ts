import { describe, expect, test } from 'vitest'
import { accountAuditLogsV2 } from '../../../catalog/datasets/account-audit-logs-v2.ts'
import { createSharedNames } from '../../store/names/shared-names.ts'
import type { EntryView } from '../entry/entry-view.ts'
import { toJsonCopy, toMarkdown, toNdjsonLine } from './entry-copies.ts'

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

describe('a copy of an entry', () => {
  test('as JSON and as a line keeps its tokens and masks its secrets', () => {
    expect(toJsonCopy(text)).toContain('"n": 12345678901234567890')
    expect(toJsonCopy(text)).toContain('"password": "[masked]"')
    const line = toNdjsonLine(text)
    expect(line).toBe(
      '{"id":"e1","n":12345678901234567890,"actor":{"email":"a|b`*@x.example"},"resource":{"request":{"password":"[masked]","md":"```<img>"}}}\n',
    )
  })

  test('as Markdown holds nothing that a ticket would obey', () => {
    const markdown = toMarkdown(view, JSON.parse(text), text, 'http://localhost/?a=1')
    expect(markdown).not.toContain('hunter2')
    expect(markdown).toContain('| Actor email | `` a\\|b`*@x\\.example'.replace('\\.', '.'))
    expect(markdown).toContain('````json')
    expect(markdown.split('\n')[0]).toMatch(/^\*\*a\\\|b\\`\\\*\\@x\\\.example did/)
    expect(markdown).toContain('<http://localhost/?a=1>')
  })

  test('as Markdown is short, also of a large entry', () => {
    const large = `{"big":"${'x'.repeat(1_000_000)}"}`
    const markdown = toMarkdown(view, JSON.parse(large), large, 'l')
    expect(markdown.length).toBeLessThan(30_000)
    expect(markdown).toContain('characters are left out here')
  })
})
