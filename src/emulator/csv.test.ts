import { expect, test } from 'vitest'
import { csvColumns, formatCsv } from './csv.ts'

test('a list without entries is a header line', () => {
  expect(formatCsv([])).toBe(`${csvColumns.map(([name]) => name).join(',')}\r\n`)
})

test('quotes, commas and line breaks are quoted, objects stand as JSON, nothing as nothing', () => {
  const entry = {
    when: '2026-11-19T00:00:00Z',
    id: 'a"b',
    action: { type: 'x,y', result: false },
    metadata: { name: 'line\nbreak' },
  }
  const [, line] = formatCsv([entry]).split('\r\n')
  expect(line).toBe(
    '2026-11-19T00:00:00Z,"a""b","x,y",,false,,,,,,,,,"{""name"":""line\\nbreak""}",,,,',
  )
})
