import { makeZip } from 'client-zip'
import { describe, expect, it } from 'vitest'
import { type ByteSource, createBlobSource, UnreadableError } from './byte-source.ts'
import { readZip } from './read-zip.ts'
import { buildZip, type ZipPart } from './testing/build-zip.ts'

const toSource = (bytes: Uint8Array, name = 'export.zip') =>
  createBlobSource(name, new Blob([bytes as Uint8Array<ArrayBuffer>]))

const readText = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) =>
  new Response(stream).text()

async function readAll(bytes: Uint8Array): Promise<[string, string][]> {
  const files = await readZip(toSource(bytes))
  return Promise.all(files.map(async (file) => [file.name, await readText(file.open())]))
}

async function findFailure(bytes: Uint8Array): Promise<string> {
  try {
    await readAll(bytes)
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableError)
    return (error as Error).message
  }
  return 'read'
}

const lines = 'one\ntwo €\n'.repeat(100)
const good: readonly ZipPart[] = [
  { name: 'audit.ndjson', data: lines, isDeflated: true },
  { name: 'pages/1.json', data: '{}' },
  { name: 'empty.ndjson', data: '' },
]

describe('a ZIP', () => {
  it('that an export writes is read file by file, as often as needed', async () => {
    const date = new Date('2026-11-21T12:00:00Z')
    const names = ['audit.ndjson', 'receipt.json', 'pages/1.json']
    const inputs = names.map((name) => ({ name, input: `${name} €\n`, lastModified: date }))
    const zip = await new Response(makeZip(inputs)).arrayBuffer()
    const files = await readZip(toSource(new Uint8Array(zip)))
    for (let round = 0; round < 2; round++) {
      for (const { name, size, open } of files) {
        const text = await readText(open())
        expect([text, size]).toEqual([`${name} €\n`, Buffer.byteLength(text)])
      }
    }
    expect(files.map(({ name }) => name)).toEqual(names)
  })

  it('may be deflated, contain folders and empty files', async () => {
    const zip = buildZip([{ name: 'pages/', data: '' }, ...good])
    expect(await readAll(zip)).toEqual([
      ['audit.ndjson', lines],
      ['pages/1.json', '{}'],
      ['empty.ndjson', ''],
    ])
  })

  it('is unpacked only as far as it is read', async () => {
    let read = 0
    const bytes = buildZip([{ name: 'a.ndjson', data: new Uint8Array(20_000_000) }])
    const source = toSource(bytes)
    const counted: ByteSource = {
      ...source,
      read: async (offset, length) => {
        read += length
        return source.read(offset, length)
      },
    }
    const [file] = await readZip(counted)
    expect(read).toBeLessThan(200_000)
    const reader = file?.open().getReader()
    await reader?.read()
    await reader?.cancel()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(read).toBeLessThan(8_000_000)
  })
})

describe('a ZIP of more than 4 GiB', () => {
  it('is listed by its ZIP64 records, and a file behind the large one is read', async () => {
    const dateMs = new Date('2026-11-21T12:00:00Z')
    const hugeBytes = 5 * 2 ** 30
    // The real bytes of a ZIP of this size, with the large file left out: the source makes up its zeros.
    const { head, tail } = await makeHugeZip(hugeBytes, dateMs)
    const source: ByteSource = {
      name: 'huge.zip',
      size: head.length + hugeBytes + tail.length,
      async read(offset, length) {
        const part = new Uint8Array(length)
        const tailOffset = head.length + hugeBytes
        for (const [bytes, at] of [
          [head, 0],
          [tail, tailOffset],
        ] as const) {
          const from = Math.max(offset, at)
          const to = Math.min(offset + length, at + bytes.length)
          if (from < to) part.set(bytes.subarray(from - at, to - at), from - offset)
        }
        return part
      },
    }
    const files = await readZip(source)
    expect(files.map(({ name, size }) => [name, size])).toEqual([
      ['audit.ndjson', hugeBytes],
      ['receipt.json', 3],
    ])
    expect(await readText(files[1]?.open() ?? new ReadableStream())).toBe('{}\n')
  })
})

/** What comes before and after the data of a stored file of zeros, written by the library that exports use. */
async function makeHugeZip(hugeBytes: number, lastModified: Date) {
  let asked = 0
  // A chunk of one byte for the checksum, and of many for all that count.
  const huge = Object.defineProperty(new Uint8Array(1), 'length', {
    get: () => (asked++ === 0 ? 1 : hugeBytes),
  })
  const input = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(huge)
      controller.close()
    },
  })
  const zip = makeZip([
    { name: 'audit.ndjson', input, lastModified },
    { name: 'receipt.json', input: '{}\n', lastModified },
  ])
  const pieces: Uint8Array[] = []
  for (const reader = zip.getReader(); ; ) {
    const { done, value } = await reader.read()
    if (done) break
    pieces.push(value)
  }
  const at = pieces.indexOf(huge)
  return { head: Buffer.concat(pieces.slice(0, at)), tail: Buffer.concat(pieces.slice(at + 1)) }
}

describe('a ZIP that is not read', () => {
  const zip = buildZip(good)
  const withName = (name: string) => buildZip([{ name, data: 'x' }])

  it.each<[string, Uint8Array, RegExp]>([
    ['cut at the end', zip.subarray(0, -30), /export\.zip is cut or damaged: .*Get the file/],
    ['cut at half', zip.subarray(0, zip.length / 2), /is cut or damaged/],
    ['cut at the start', zip.subarray(40), /programs would not agree|is cut or damaged/],
    ['no ZIP', Buffer.from('no ZIP at all, but as long as one'), /is cut or damaged/],
    ['empty', new Uint8Array(), /is cut or damaged/],
    ['without files', buildZip([]), /is a ZIP without files/],
    [
      'with a wrong checksum',
      buildZip([{ name: 'a.ndjson', data: 'abc', checksum: 1 }]),
      /“a\.ndjson” in export\.zip is damaged: its bytes are not those that were packed/,
    ],
    [
      'with damaged packed bytes',
      flip(buildZip([{ name: 'a.ndjson', data: lines, isDeflated: true }]), 50),
      /“a\.ndjson” in export\.zip is damaged/,
    ],
    [
      'with a path out of the folder',
      withName('../../etc/passwd'),
      /a name that an export never has/,
    ],
    ['with an absolute path', withName('/etc/passwd'), /a name that an export never has/],
    ['with a path of Windows', withName('..\\receipt.json'), /a name that an export never has/],
    ['with a drive', withName('C:receipt.json'), /a name that an export never has/],
    [
      'with a mark of direction in a name',
      withName('receipt\u202enosj.exe'),
      /a name that an export never has: “receipt\ufffdnosj\.exe”/,
    ],
    ['with a long name', withName('a'.repeat(400)), /a name that an export never has: “a{80}…”/],
    [
      'with two files of one name',
      buildZip([...good, { name: 'pages/1.json', data: '{"other":1}' }]),
      /programs would not agree about which files are in the ZIP \(duplicate filename\)/,
    ],
    [
      'with names that differ in case only',
      buildZip([...good, { name: 'Audit.ndjson', data: '' }]),
      /contains “audit\.ndjson” and “Audit\.ndjson”, which are one file on Windows and macOS/,
    ],
    [
      'with another name before the data',
      buildZip([{ name: 'receipt.json', localName: 'receipt.jsob', data: '{}' }]),
      /programs would not agree .*local file header/,
    ],
    ['with bytes before it', buildZip(good, { padding: 5 }), /programs would not agree/],
    [
      'with bytes behind it',
      Buffer.concat([zip, Buffer.from('more')]),
      /programs would not agree .*appended data/,
    ],
    ['with a ZIP behind it', Buffer.concat([zip, zip]), /programs would not agree/],
    [
      'encrypted',
      buildZip([{ name: 'a.ndjson', data: 'abc', flags: 1 }]),
      /“a\.ndjson” is encrypted\. Unpack the ZIP with its password/,
    ],
    [
      'with a link',
      buildZip([{ name: 'receipt.json', data: '/etc/passwd', mode: 0o120777 }]),
      /“receipt\.json” is a link to another file/,
    ],
    [
      'packed by another method',
      buildZip([{ name: 'a.ndjson', data: 'abc', method: 12 }]),
      /“a\.ndjson” in export\.zip was not read: it is packed by a method other than deflate/,
    ],
    [
      'that says it unpacks to more than a thousand times its size',
      buildZip([{ name: 'a.ndjson', data: 'x', isDeflated: true, claimedSize: 3_000_000_000 }]),
      /would be more than 200 times as large/,
    ],
    [
      'whose files have the same data',
      buildZip([
        { name: 'a.ndjson', data: 'x'.repeat(5_000) },
        { name: 'b.ndjson', localName: 'b.ndjson', data: '', sameDataAs: 0 },
      ]),
      /programs would not agree|files in the ZIP overlap/,
    ],
  ])('%s', async (_, bytes, message) => {
    expect(await findFailure(bytes)).toMatch(message)
  })

  it('with more bytes than it says, which are not read', async () => {
    const data = new Uint8Array(50_000_000)
    const bomb = buildZip([{ name: 'a.ndjson', data, isDeflated: true, claimedSize: 1_000 }])
    const [file] = await readZip(toSource(bomb))
    let unpacked = 0
    const reading = (async () => {
      const reader = file?.open().getReader()
      for (;;) {
        const part = await reader?.read()
        if (!part || part.done) return
        unpacked += part.value.length
      }
    })()
    await expect(reading).rejects.toThrow(/“a\.ndjson” in export\.zip is damaged/)
    expect(unpacked).toBeLessThan(2_000_000)
  })

  it('with thousands of files, soon', async () => {
    const parts = Array.from({ length: 30_000 }, (_, index) => ({ name: `${index}`, data: '' }))
    const many = buildZip(parts)
    const startMs = performance.now()
    expect(await findFailure(many)).toMatch(/contains 30,000 files\. No export has more/)
    expect(performance.now() - startMs).toBeLessThan(10_000)
  })

  it('with a directory of gigabytes, without memory for it', async () => {
    const bytes = Buffer.from(zip)
    bytes.writeUInt32LE(0xfffffff0, bytes.length - 10)
    expect(await findFailure(bytes)).toMatch(/damaged/)
    const source = toSource(zip)
    let most = 0
    const huge: ByteSource = {
      name: 'huge.zip',
      size: 2 ** 33,
      async read(offset, length) {
        most = Math.max(most, length)
        const end = new Uint8Array(length)
        const tail = await source.read(0, source.size)
        tail.set([0, 0, 0, 0x80], tail.length - 10)
        const at = huge.size - tail.length
        if (offset + length > at)
          end.set(tail.subarray(Math.max(0, offset - at)), Math.max(0, at - offset))
        return end
      },
    }
    await expect(readZip(huge)).rejects.toBeInstanceOf(UnreadableError)
    expect(most).toBeLessThanOrEqual(16 * 1024 * 1024)
  })

  it('whichever byte is flipped: it fails, or no content is another one', async () => {
    const expected: string[] = good.map(({ data }) => String(data))
    let refused = 0
    for (let at = 0; at < zip.length; at++) {
      try {
        // A name may change, and an empty file may become a folder: the digests of the receipt find that.
        const read = (await readAll(flip(zip, at))).map(([, text]) => text)
        expect([expected, expected.slice(0, 2)]).toContainEqual(read)
      } catch (error) {
        if (!(error instanceof UnreadableError)) throw error
        refused++
      }
    }
    expect(refused).toBeGreaterThan(zip.length / 2)
  })
})

function flip(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 0x41
  return copy
}
