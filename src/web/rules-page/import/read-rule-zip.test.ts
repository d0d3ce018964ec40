import { downloadZip } from 'client-zip'
import { describe, expect, it } from 'vitest'
import { buildZip, type ZipPart } from '../../../evidence/files/testing/build-zip.ts'
import { countUnpacked } from '../../../evidence/files/testing/count-unpacked.ts'
import { readRuleZip, type ZipLimits } from './read-rule-zip.ts'

const limits: ZipLimits = {
  isWanted: (name) => name.endsWith('.yml'),
  maxFiles: 10,
  maxFileBytes: 1_000,
  maxTotalBytes: 2_500,
  leftBytes: 2_500,
}

const read = (zip: Uint8Array) => readRuleZip(new Blob([Uint8Array.from(zip)]), 'rules.zip', limits)
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const toFile = (name: string, data = 'title: x'): ZipPart => ({ name, data, isDeflated: true })

/** A comment at the end, as archives of GitHub have one. */
function withComment(zip: Buffer, comment: string): Buffer {
  const end = Buffer.from(zip)
  end.writeUInt16LE(comment.length, end.length - 2)
  return Buffer.concat([end, Buffer.from(comment)])
}

describe('a ZIP', () => {
  it('is read, with or without compression; names are only labels', async () => {
    const zip = buildZip([
      toFile('rules/a.yml'),
      { name: 'ü.yml', data: 'title: ü' },
      { name: 'rules/', data: '' },
      toFile('readme.md'),
      toFile('.hidden/b\u202e.yml', 'title: b'),
    ])
    const { files, problems } = await read(withComment(zip, 'a comment'))
    expect(problems).toEqual([])
    expect(files.map(({ name, bytes }) => [name, text(bytes)])).toEqual([
      ['rules/a.yml', 'title: x'],
      ['ü.yml', 'title: ü'],
      ['.hidden/b\u202e.yml', 'title: b'],
    ])
  })

  it('of the library that writes exports is read', async () => {
    const blob = await downloadZip([{ name: 'a.yml', input: 'title: y' }]).blob()
    const { files, problems } = await readRuleZip(blob, 'rules.zip', limits)
    expect(problems).toEqual([])
    expect(text(files[0]?.bytes)).toBe('title: y')
  })
})

describe('a hostile ZIP', () => {
  it.each([undefined, 10])(
    'is unpacked up to a limit, if it says %s of its sizes',
    async (size) => {
      const data = Buffer.alloc(50_000_000)
      const bomb = { ...toFile('bomb.yml'), data, ...(size && { claimedSize: size }) }
      const zip = buildZip([toFile('a.yml'), bomb])
      const unpacked = countUnpacked()
      const { files, problems } = await read(zip)
      expect(unpacked()).toBeGreaterThan(0)
      expect(unpacked()).toBeLessThan(2_000_000)
      expect(files.map(({ name }) => name)).toEqual(['a.yml'])
      expect(problems).toEqual([
        expect.stringMatching(
          size
            ? /^“bomb\.yml” in rules\.zip is damaged/
            : /^“bomb\.yml” in rules\.zip was not read: a file may have at most 1\.0 kB\. Split it\.$/,
        ),
      ])
    },
  )

  it('of many files is bounded in total', async () => {
    const many = ['a', 'b', 'c', 'd'].map((name) => toFile(`${name}.yml`, 'x'.repeat(900)))
    const { files, problems } = await read(buildZip(many))
    expect(files).toHaveLength(2)
    const words = 'was not read: all files together may have at most 2.5 kB. Import it separately.'
    expect(problems).toEqual([`“c.yml” in rules.zip ${words}`, `“d.yml” in rules.zip ${words}`])
  })

  it('is not charged for files that could not be unpacked', async () => {
    const locked = ['a', 'b', 'c'].map((name) => ({ ...toFile(`${name}.yml`), flags: 1 }))
    const { files, problems } = await read(buildZip([...locked, toFile('d.yml')]))
    expect(problems).toHaveLength(3)
    expect(files.map(({ name }) => name)).toEqual(['d.yml'])
  })

  it('is split or imported separately, whichever helps', async () => {
    const zip = buildZip([toFile('a.yml', 'x'.repeat(1_001)), toFile('b.yml', 'x'.repeat(11))])
    const { problems } = await readRuleZip(new Blob([Uint8Array.from(zip)]), 'rules.zip', {
      ...limits,
      leftBytes: 10,
    })
    expect(problems).toEqual([
      expect.stringContaining('Split it.'),
      expect.stringContaining('Import it separately.'),
    ])
  })

  it('of too many files is refused by number', async () => {
    const many = Array.from({ length: 11 }, (_, at) => toFile(`${at}.yml`))
    const { files, problems } = await read(buildZip(many))
    expect(files).toEqual([])
    expect(problems).toEqual(['rules.zip has 11 files of rules; at most 10 are read. Split it.'])
  })

  it.each<[string, Partial<ZipPart>, string]>([
    [
      'encrypted',
      { flags: 1 },
      '“a.yml” in rules.zip was not read: it is encrypted. Unpack the ZIP with its password, then choose the folder.',
    ],
    [
      'of another compression',
      { method: 12 },
      '“a.yml” in rules.zip was not read: it is packed by a method other than deflate. Unpack the ZIP, then choose the folder.',
    ],
    [
      'that is no deflate',
      { data: 'zzzzzz', isDeflated: false, method: 8 },
      '“a.yml” in rules.zip is damaged',
    ],
    ['with another checksum', { checksum: 1 }, '“a.yml” in rules.zip is damaged'],
  ])('with a file %s says so', async (_, change, words) => {
    const { files, problems } = await read(
      buildZip([{ ...toFile('a.yml'), ...change }, toFile('b.yml')]),
    )
    expect(problems).toEqual([expect.stringContaining(words)])
    expect(files.map(({ name }) => name)).toEqual(['b.yml'])
  })

  it('never throws, wherever it is cut or changed', async () => {
    const zip = buildZip([toFile('a.yml'), toFile('b.yml')])
    for (let at = 0; at < zip.length; at++) {
      await read(zip.subarray(0, at))
      await read(new Uint8Array(zip).with(at, 0xff))
    }
  })
})
