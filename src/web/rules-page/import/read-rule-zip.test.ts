import { downloadZip } from 'client-zip'
import { describe, expect, it } from 'vitest'
import { buildZip, type ZipPart } from '../../../evidence/files/testing/build-zip.ts'
import { readRuleZip, type ZipLimits } from './read-rule-zip.ts'

const limits: ZipLimits = {
  isWanted: (name) => name.endsWith('.yml'),
  maxFiles: 10,
  maxFileBytes: 1_000,
  maxTotalBytes: 2_500,
}

const read = (zip: Uint8Array) => readRuleZip(new Blob([Uint8Array.from(zip)]), limits)
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
    const { files, problems } = await readRuleZip(blob, limits)
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
      const startMs = performance.now()
      const { files, problems } = await read(zip)
      expect(performance.now() - startMs).toBeLessThan(1_000)
      expect(files.map(({ name }) => name)).toEqual(['a.yml'])
      expect(problems).toEqual([
        expect.stringMatching(
          size ? /“bomb\.yml” is damaged/ : /bomb\.yml: The file has more than/,
        ),
      ])
    },
  )

  it('of many files is bounded in total', async () => {
    const many = ['a', 'b', 'c', 'd'].map((name) => toFile(`${name}.yml`, 'x'.repeat(900)))
    const { files, problems } = await read(buildZip(many))
    expect(files).toHaveLength(2)
    expect(problems).toHaveLength(2)
  })

  it('of too many files is refused by number', async () => {
    const many = Array.from({ length: 11 }, (_, at) => toFile(`${at}.yml`))
    const { files, problems } = await read(buildZip(many))
    expect(files).toEqual([])
    expect(problems).toEqual(['The ZIP has 11 files of rules; at most 10 are read. Split it.'])
  })

  it.each<[string, Partial<ZipPart>, string]>([
    ['encrypted', { flags: 1 }, 'encrypted'],
    ['of another compression', { method: 12 }, 'other than deflate'],
    ['that is no deflate', { data: 'zzzzzz', isDeflated: false, method: 8 }, 'damaged'],
    ['with another checksum', { checksum: 1 }, 'damaged'],
  ])('with a file %s says so', async (_, change, words) => {
    const { files, problems } = await read(
      buildZip([{ ...toFile('a.yml'), ...change }, toFile('b.yml')]),
    )
    expect(problems).toEqual([expect.stringContaining(words)])
    expect(problems[0]).toContain('a.yml')
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
