import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { oddEntries, toEntryTexts } from '../testing/odd-entries.ts'
import type { CsvChoice } from './entry-writer.ts'
import { createLogColumns } from './log-columns.ts'
import { createTimelineColumns } from './timeline-columns.ts'
import { createCsvWriter } from './write-csv.ts'

const v2 = getDataset('account-audit-logs-v2')
const utc: CsvChoice = { paths: ['actor.email'], timeZone: 'UTC', showsSecrets: false }

function create(choice: Partial<CsvChoice>) {
  const chosen = { ...utc, ...choice }
  const writer = createCsvWriter(createLogColumns(v2, chosen), chosen)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  return {
    head: () => decoder.decode(writer.head()),
    lines: (...texts: readonly string[]) =>
      decoder
        .decode(writer.write(toEntryTexts(texts)))
        .split('\r\n')
        .slice(0, -1),
    notes: writer.notes,
    words: writer.words,
  }
}

describe('a table of entries', () => {
  it('names its columns in the first line, in the order asked for', () => {
    const { head } = create({ paths: ['actor.email', 'action.time', 'no.such.field', 'id'] })
    expect(head()).toBe('\ufeff"actor.email","action.time (UTC)","action.time","id"\r\n')
  })

  it('has the summary as a column, as the table shows it, and says that it is derived', () => {
    const { head, lines, notes } = create({ paths: ['id', 'summary', 'actor.email'] })
    expect(head()).toBe('\ufeff"id","summary","actor.email"\r\n')
    const secret = 'cfut_0123456789abcdefghijklmnop'
    const toEntry = (email: string, name: string) =>
      JSON.stringify({
        id: 'e1',
        actor: { email },
        action: { description: 'Delete DNS Record' },
        resource: { request: { name } },
      })
    expect(lines(toEntry('ann@acme.example', 'www'))).toEqual([
      '"e1","ann@acme.example deleted DNS record www","ann@acme.example"',
    ])
    expect(lines(toEntry('=ann', secret))).toEqual([
      `"e1","'=ann deleted DNS record [masked]","'=ann"`,
    ])
    expect(lines('{}')).toEqual([',"Someone did something that is not recorded",'])
    expect(notes()).toMatchObject({
      columns: [
        { header: 'id' },
        { header: 'summary', label: 'Summary' },
        { header: 'actor.email' },
      ],
      summary: expect.stringContaining('derives'),
      maskedValues: 1,
      prefixedCells: 2,
    })
    expect(create({ paths: ['id'] }).notes()).not.toHaveProperty('summary')
  })

  it('writes times in the zone of the screen with the offset, beside the original', () => {
    const at = (time: string, timeZone: string) =>
      create({ paths: ['action.time'], timeZone }).lines(JSON.stringify({ action: { time } }))[0]
    expect(at('2026-11-21T03:12:45.120Z', 'Europe/Berlin')).toBe(
      '"2026-11-21T04:12:45.120+01:00","2026-11-21T03:12:45.120Z"',
    )
    expect(at('2026-07-01T00:00:00.123456Z', 'Europe/Berlin')).toBe(
      '"2026-07-01T02:00:00.123456+02:00","2026-07-01T00:00:00.123456Z"',
    )
    expect(at('2026-01-01T00:00:00Z', 'Asia/Kolkata')).toMatch(/^"2026-01-01T05:30:00.000\+05:30"/)
    expect(at('2026-01-01T00:00:00Z', 'UTC')).toMatch(/^"2026-01-01T00:00:00.000\+00:00"/)
    expect(at('yesterday', 'UTC')).toBe('"","yesterday"')
  })

  it('writes both sides of a change of the clocks with their offsets', () => {
    const { lines } = create({ paths: ['action.time'], timeZone: 'Europe/Berlin' })
    const entry = (time: string) => JSON.stringify({ action: { time } })
    const written = lines(entry('2026-10-25T00:59:59.999Z'), entry('2026-10-25T01:00:00.000Z'))
    expect(written.map((line) => line.slice(1, 30))).toEqual([
      ...['2026-10-25T02:59:59.999+02:00', '2026-10-25T02:00:00.000+01:00'],
    ])
  })

  it('writes numbers as they were sent, objects as JSON, and nothing where nothing was recorded', () => {
    const { lines } = create({
      paths: ['raw.status_code', 'resource.scope', 'actor.email', 'zone.name', 'resource.id'],
    })
    const entry = `{"raw":{"status_code":9007199254740993},"resource":{"scope":{ "a" :\n 1.0},"id":""},"zone":{"name":null}}`
    expect(lines(entry)).toEqual(['"9007199254740993","{ ""a"" : 1.0}",,,""'])
  })

  it('takes another spelling of a field where the first is missing', () => {
    const field = v2.fields.find(({ otherPaths }) => otherPaths?.length)
    const path = field?.path ?? ''
    const [other = ''] = field?.otherPaths ?? []
    const entry = other.split('.').reduceRight<unknown>((value, key) => ({ [key]: value }), 'found')
    expect(create({ paths: [path] }).lines(JSON.stringify(entry))).toEqual(['"found"'])
  })

  it('masks what looks like a secret, unless it is asked for, and counts it', () => {
    const secret = 'cfut_0123456789abcdefghijklmnop'
    const entry = JSON.stringify({
      actor: { email: `token ${secret}` },
      resource: { request: { password: 'hunter2hunter2', name: 'x' } },
    })
    const paths = ['actor.email', 'resource.request']
    const masked = create({ paths })
    expect(masked.lines(entry)).toEqual([
      '"token [masked]","{""password"":""[masked]"",""name"":""x""}"',
    ])
    expect(masked.notes()).toMatchObject({ maskedValues: 2 })
    expect(masked.words()[0]).toContain('2 values that looked like a secret are masked')
    const open = create({ paths, showsSecrets: true })
    expect(open.lines(entry)[0]).toContain(secret)
    expect(open.notes()).toMatchObject({
      maskedValues: 0,
      secrets: 'written as they were sent',
    })
  })

  it('64: writes hostile values as text, and counts them', () => {
    const { lines, notes, words } = create({})
    const written = lines(...oddEntries)
    expect(written).toHaveLength(oddEntries.length)
    expect(written[2]).toBe('"last@example.com"')
    expect(written[4]).toBe('"a/bA"')
    expect(written[5]).toBe(`"'=HYPERLINK(""http://evil.example"")"`)
    expect(notes()).toMatchObject({ prefixedCells: 1 })
    expect(words()).toEqual([expect.stringContaining('1 cell got an apostrophe')])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('says which cells are longer than a spreadsheet shows, and writes them whole', () => {
    const { lines, notes, words } = create({})
    const [line] = lines(JSON.stringify({ actor: { email: 'x'.repeat(40_000) } }))
    expect(line).toHaveLength(40_002)
    expect(notes()).toMatchObject({ maxCellLength: 40_000, cellsLongerThanExcelHolds: 1 })
    expect(words()[0]).toContain('1 cell is longer than the 32,767 characters')
  })
})

describe('a table of a timeline', () => {
  const v1 = getDataset('account-audit-logs-v1')
  const sources = [
    { dataset: v2, origin: { log: 'v2', scope: 'a1' }, scopeName: '=Acme' },
    { dataset: v1, origin: { log: 'v1', scope: 'a2' } },
  ]
  const paths = ['time', 'summary', 'actor', 'outcome', 'verb', 'credential_id', 'change', 'ray']

  function write(choice: Partial<CsvChoice>, texts: readonly string[], from: readonly number[]) {
    const chosen = { ...utc, paths, ...choice }
    const writer = createCsvWriter(createTimelineColumns(sources, chosen), chosen)
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    const facts = { sources: Uint16Array.from(from), changes: texts.map((_, at) => `change ${at}`) }
    const lines = decoder.decode(writer.write(toEntryTexts(texts), facts)).split('\r\n')
    return { head: decoder.decode(writer.head()), lines: lines.slice(0, -1), notes: writer.notes() }
  }

  it('has log and account after the time, and makes formulas harmless in every column', () => {
    const action = { time: '2026-11-01T00:00:00Z', type: 'delete', result: 'failure' }
    const one = { id: '-1+1', action, actor: { email: '=cmd', token_id: 't1' } }
    const two = { id: 'e2', when: '2026-11-01T00:00:01Z', action: { type: 'add', result: true } }
    const { head, lines, notes } = write(
      {},
      [two, one].map((entry) => JSON.stringify(entry)),
      [1, 0],
    )
    expect(head).toBe(
      '\ufeff"time (UTC)","time","log","scope_name","scope","summary","actor","outcome","verb","credential_id","change","ray","id"\r\n',
    )
    expect(lines[0]).toMatch(
      /^"2026-11-01T00:00:01\.000\+00:00","2026-11-01T00:00:01Z","v1",,"a2","[^"]+",,"success","create",,"change 0",,"e2"$/,
    )
    expect(lines[1]).toMatch(
      /,"v2","'=Acme","a1","'=cmd [^"]+","'=cmd","failure","delete","t1","change 1",,"'-1\+1"$/,
    )
    expect(notes).toMatchObject({
      prefixedCells: 4,
      summary: expect.stringContaining('derives'),
      change: expect.stringContaining('derives'),
      columns: expect.arrayContaining([expect.objectContaining({ header: 'scope_name' })]),
    })
  })

  it('masks what looks like a secret by its shape, unless it is asked for', () => {
    const secret = 'cfut_0123456789abcdefghijklmnop'
    const entry = JSON.stringify({ id: 'a', actor: { email: `token ${secret}` } })
    const masked = write({ paths: ['actor'] }, [entry], [0])
    expect(masked.lines[0]).toContain('"token [masked]"')
    expect(masked.notes).toMatchObject({ maskedValues: 1 })
    expect(write({ paths: ['actor'], showsSecrets: true }, [entry], [0]).lines[0]).toContain(secret)
  })

  it('adds no column twice, and leaves out what a timeline does not have', () => {
    expect(write({ paths: ['scope', 'no.such', 'log', 'time'] }, [], []).head).toBe(
      '\ufeff"scope_name","scope","log","time (UTC)","time","id"\r\n',
    )
  })
})
