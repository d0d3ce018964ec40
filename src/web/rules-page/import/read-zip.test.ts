import { crc32, deflateRawSync } from 'node:zlib'
import { downloadZip } from 'client-zip'
import { describe, expect, it } from 'vitest'
import { readZip, type ZipLimits } from './read-zip.ts'

const limits: ZipLimits = {
  isWanted: (name) => name.endsWith('.yml'),
  maxFiles: 10,
  maxFileBytes: 1_000,
  maxTotalBytes: 2_500,
}

type Packed = {
  name: string
  content: Buffer
  method?: number
  flags?: number
  data?: Buffer
  crc?: number
}

/** Writes a ZIP after the format's description; sizes may lie. */
function toZip(files: readonly Packed[], comment = ''): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, method = 8, flags = 0, data, crc } of files) {
    const packed = data ?? (method === 8 ? deflateRawSync(content) : content)
    const label = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(label.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(flags, 8)
    central.writeUInt16LE(method, 10)
    central.writeUInt32LE(crc ?? crc32(content), 16)
    central.writeUInt32LE(packed.length, 20)
    // A bomb says that it is small.
    central.writeUInt32LE(10, 24)
    central.writeUInt16LE(label.length, 28)
    central.writeUInt32LE(at, 42)
    parts.push(local, label, packed)
    directory.push(central, label)
    at += 30 + label.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  end.writeUInt16LE(comment.length, 20)
  return new Uint8Array(Buffer.concat([...parts, ...directory, end, Buffer.from(comment)]))
}

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const toFile = (name: string, content = 'title: x'): Packed => ({
  name,
  content: Buffer.from(content),
})

describe('a ZIP', () => {
  it('is read, with or without compression, and other files are counted', async () => {
    const zip = toZip(
      [
        toFile('rules/a.yml'),
        { ...toFile('ü.yml', 'title: ü'), method: 0 },
        toFile('rules/'),
        toFile('readme.md'),
      ],
      'a comment',
    )
    const { files, others, problems } = await readZip(zip, limits)
    expect(problems).toEqual([])
    expect(files.map(({ name, bytes }) => [name, text(bytes)])).toEqual([
      ['rules/a.yml', 'title: x'],
      ['ü.yml', 'title: ü'],
    ])
    expect(others).toBe(1)
  })

  it('of the library that writes exports is read', async () => {
    const blob = await downloadZip([{ name: 'a.yml', input: 'title: y' }]).blob()
    const { files, problems } = await readZip(new Uint8Array(await blob.arrayBuffer()), limits)
    expect(problems).toEqual([])
    expect(text(files[0]?.bytes)).toBe('title: y')
  })
})

describe('a hostile ZIP', () => {
  const bomb = { name: 'bomb.yml', content: Buffer.alloc(50_000_000) }

  it('is unpacked up to a limit, whatever it says of its sizes', async () => {
    const startMs = performance.now()
    const { files, problems } = await readZip(toZip([toFile('a.yml'), bomb]), limits)
    expect(performance.now() - startMs).toBeLessThan(1_000)
    expect(files.map(({ name }) => name)).toEqual(['a.yml'])
    expect(problems).toEqual([expect.stringContaining('bomb.yml: The file has more than')])
  })

  it('of many files is bounded in total', async () => {
    const content = Buffer.alloc(900, 'x')
    const many = ['a', 'b', 'c', 'd'].map((name) => ({ name: `${name}.yml`, content }))
    const { files, problems } = await readZip(toZip(many), limits)
    expect(files).toHaveLength(2)
    expect(problems).toHaveLength(2)
  })

  it('of too many files is refused by number', async () => {
    const many = Array.from({ length: 11 }, (_, at) => toFile(`${at}.yml`))
    const { files, problems } = await readZip(toZip(many), limits)
    expect(files).toEqual([])
    expect(problems).toEqual(['The ZIP has 11 files of rules; at most 10 are read. Split it.'])
  })

  it.each<[string, Packed, string]>([
    ['encrypted', { ...toFile('a.yml'), flags: 1 }, 'encrypted'],
    ['of another compression', { ...toFile('a.yml'), method: 12 }, 'unusual'],
    ['that is no deflate', { ...toFile('a.yml'), data: Buffer.from('zzzzzz') }, 'decompressed'],
    ['with another checksum', { ...toFile('a.yml'), crc: 1 }, 'checksum'],
  ])('with a file %s says so', async (_, file, words) => {
    const { files, problems } = await readZip(toZip([file, toFile('b.yml')]), limits)
    expect(problems).toEqual([expect.stringContaining(words)])
    expect(files.map(({ name }) => name)).toEqual(['b.yml'])
  })

  it('never throws, wherever it is cut or changed', async () => {
    const zip = toZip([toFile('a.yml'), toFile('b.yml')])
    for (let at = 0; at < zip.length; at++) {
      await readZip(zip.subarray(0, at), limits)
      await readZip(zip.with(at, 0xff), limits)
    }
  })
})
