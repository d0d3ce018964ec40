import { expect, it } from 'vitest'
import { readZip } from '../testing/read-zip.ts'
import { createZip } from './create-zip.ts'

const dateMs = Date.parse('2026-11-21T12:00:00Z')
const toBytes = (text: string) => new TextEncoder().encode(text)

async function makeZip(chunks: readonly string[], startMs = dateMs): Promise<Buffer> {
  const zip = createZip(startMs)
  const pieces = [await zip.begin('a.ndjson')]
  for (const chunk of chunks) pieces.push(await zip.write(toBytes(chunk)))
  pieces.push(await zip.end([{ name: 'b.json', text: '{}\n' }]))
  return Buffer.concat(pieces)
}

it('holds all files byte for byte, whatever the chunks are', async () => {
  for (const chunks of [[], [''], ['', 'one\n'], ['one\n', 'two €\n', '', 'three\n']]) {
    const files = await readZip(await makeZip(chunks))
    expect(files.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
      ['a.ndjson', chunks.join('')],
      ['b.json', '{}\n'],
    ])
  }
})

it('returns each chunk itself, and has its checksum by then, so that its memory can be used again', async () => {
  const zip = createZip(dateMs)
  const pieces = [await zip.begin('a.ndjson')]
  const memory = new Uint8Array(4)
  for (const text of ['abcd', 'efgh']) {
    memory.set(toBytes(text))
    const piece = await zip.write(memory)
    expect(piece.buffer).toBe(memory.buffer)
    pieces.push(piece.slice())
  }
  memory.fill(0)
  pieces.push(await zip.end([]))
  const [file] = await readZip(Buffer.concat(pieces))
  expect(file?.bytes.toString()).toBe('abcdefgh')
})

it('dates all files by the start of the export, and is the same each time', async () => {
  const zip = await makeZip(['one\n'])
  for (const { date } of await readZip(zip)) expect(date.getTime()).toBe(dateMs)
  expect(await makeZip(['one\n'])).toEqual(zip)
})

it('has a date that a ZIP can hold where the clock is wrong', async () => {
  const [file] = await readZip(await makeZip(['one\n'], 0))
  expect(file?.date.getTime()).toBe(Date.UTC(1980, 0, 2))
})

it('holds several files that are made piece by piece, also empty ones', async () => {
  const contents = [['one\n', 'two\n'], [], [''], ['€\n']]
  const zip = createZip(dateMs)
  const pieces: Uint8Array[] = []
  const memory = new Uint8Array(16)
  for (const [index, chunks] of contents.entries()) {
    pieces.push((await zip.begin(`${index}.ndjson`)).slice())
    for (const chunk of chunks) {
      const { written } = new TextEncoder().encodeInto(chunk, memory)
      pieces.push((await zip.write(memory.subarray(0, written))).slice())
      memory.fill(0)
    }
  }
  pieces.push(await zip.end([{ name: 'b.json', text: '{}\n' }]))
  const files = await readZip(Buffer.concat(pieces))
  expect(files.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
    ...contents.map((chunks, index) => [`${index}.ndjson`, chunks.join('')]),
    ['b.json', '{}\n'],
  ])
})

it('marks a program as one that may be run, and nothing else', async () => {
  const zip = createZip(dateMs)
  const pieces = [await zip.begin('a.ndjson'), await zip.begin('verify.sh', true)]
  pieces.push(await zip.write(toBytes('#!/bin/sh\n')), await zip.end([{ name: 'b', text: '' }]))
  const files = await readZip(Buffer.concat(pieces))
  expect(files.map(({ name, isExecutable }) => [name, isExecutable])).toEqual([
    ['a.ndjson', false],
    ['verify.sh', true],
    ['b', false],
  ])
})

const hugeBytes = 5 * 2 ** 30

/** A chunk of one byte for the checksum, which would take ten seconds for 5 GiB, and of 5 GiB for all who count. */
function makeHugeChunk(): Uint8Array<ArrayBuffer> {
  let asked = 0
  return Object.defineProperty(new Uint8Array(1), 'length', {
    get: () => (asked++ === 0 ? 1 : hugeBytes),
  })
}

it('tells sizes of more than 4 GiB by ZIP64, for the data and for the files after it', async () => {
  const zip = createZip(dateMs)
  await zip.begin('a.ndjson')
  await zip.write(makeHugeChunk())
  const end = Buffer.from(await zip.end([{ name: 'b.json', text: '{}\n' }]))
  const dataSize = BigInt(hugeBytes)
  // The descriptor behind the data: signature, checksum, and both sizes in eight bytes.
  expect(end.readUInt32LE(0)).toBe(0x08074b50)
  expect([end.readBigUInt64LE(8), end.readBigUInt64LE(16)]).toEqual([dataSize, dataSize])
  const before = 30n + BigInt('a.ndjson'.length) + dataSize
  const [data, manifest] = await readZip(end, before)
  expect(data).toMatchObject({ name: 'a.ndjson', size: Number(dataSize), offset: 0 })
  expect(manifest).toMatchObject({ name: 'b.json', size: 3, offset: Number(before) + 24 })
  expect(manifest?.bytes.toString()).toBe('{}\n')
})
