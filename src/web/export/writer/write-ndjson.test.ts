import { expect, it } from 'vitest'
import { oddEntries, toEntryTexts } from '../testing/odd-entries.ts'
import { createNdjsonWriter } from './write-ndjson.ts'

const writeText = (writer: ReturnType<typeof createNdjsonWriter>, texts: readonly string[]) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(writer.write(toEntryTexts(texts)))

it('66: writes every entry byte for byte, one a line', () => {
  const writer = createNdjsonWriter()
  expect(writer.head()).toHaveLength(0)
  expect(writeText(writer, oddEntries)).toBe(`${oddEntries.join('\n')}\n`)
  expect(writer.notes()).toMatchObject({ entriesWithLineBreaks: 0, bytesLeftOut: 0 })
  expect(writer.words()).toEqual([])
})

it('leaves nothing out of entries in several lines but the line breaks, and says so', () => {
  const writer = createNdjsonWriter()
  const value = { id: 'a', n: [1, 2], text: 'x\n\r y' }
  const pretty = JSON.stringify(value, null, 2).replaceAll('\n', '\r\n')
  const plain = '{"id":"b"}'
  const [first = '', second, ...rest] = writeText(writer, [pretty, plain, pretty]).split('\n')
  expect(first).toBe(pretty.replaceAll('\r\n', ''))
  expect(JSON.parse(first)).toEqual(value)
  expect([second, ...rest]).toEqual([plain, first, ''])
  expect(writer.notes()).toMatchObject({ entriesWithLineBreaks: 2, bytesLeftOut: 28 })
  expect(writer.words()).toEqual([expect.stringContaining('2 entries came in several lines')])
})
