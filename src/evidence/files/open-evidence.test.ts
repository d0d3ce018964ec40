import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createBlobSource } from './byte-source.ts'
import { openEvidence } from './open-evidence.ts'
import { buildZip, type ZipPart } from './testing/build-zip.ts'

type Given = readonly (readonly [name: string, content: string | Uint8Array])[]

const open = (given: Given, name = given[0]?.[0] ?? 'folder') =>
  openEvidence(
    given.map(([path, content]) =>
      createBlobSource(path, new Blob([content as Uint8Array<ArrayBuffer>])),
    ),
    name,
  )

const receipt = '{"_type":"https://in-toto.io/Statement/v1","predicate":{}}'
const zipOf = (...parts: ZipPart[]) => buildZip(parts)

describe('what was given', () => {
  it.each<[string, Given, string, readonly string[]]>([
    [
      'a ZIP, whatever its name is',
      [['download', zipOf({ name: 'receipt.json', data: receipt }, { name: 'a.csv', data: '' })]],
      'export',
      ['receipt.json', 'a.csv'],
    ],
    [
      'a ZIP of a folder, as macOS packs it',
      [
        [
          'export.zip',
          zipOf(
            { name: 'export/', data: '' },
            { name: 'export/receipt.json', data: receipt },
            { name: '__MACOSX/export/._receipt.json', data: 'x' },
            { name: 'export/pages/1.json', data: '{}' },
            { name: 'export/.DS_Store', data: 'x' },
          ),
        ],
      ],
      'export',
      ['receipt.json', 'pages/1.json'],
    ],
    [
      'unpacked files',
      [
        ['receipt.json', receipt],
        ['a.ndjson', ''],
        ['Thumbs.db', 'x'],
      ],
      'export',
      ['receipt.json', 'a.ndjson'],
    ],
    [
      'a folder',
      [
        ['export/receipt.json', receipt],
        ['export/witness/head-1.json', '{}'],
      ],
      'export',
      ['receipt.json', 'witness/head-1.json'],
    ],
    ['a receipt alone', [['receipt(1).json', receipt]], 'receipt', ['receipt(1).json']],
    [
      'a receipt that was formatted',
      [['r.json', JSON.stringify(JSON.parse(receipt), null, 2)]],
      'receipt',
      ['r.json'],
    ],
    ['an entry', [['e.json', '{"type":"gumshoe-entry-proof/1"}']], 'entry-proof', ['e.json']],
  ])('is found to be %s', async (_, given, kind, names) => {
    const opened = await open(given)
    expect([opened.kind, opened.files.map(({ name }) => name)]).toEqual([kind, names])
  })

  it.each<[string, Given, RegExp]>([
    ['nothing', [], /folder contains no files/],
    ['an empty file', [['a.json', '']], /a\.json is empty/],
    ['a text', [['a.txt', 'hello']], /a\.txt is nothing that Gumshoe can check\. Choose the ZIP/],
    ['an image', [['a.zip', 'GIF89a']], /a\.zip is not a ZIP, in spite of its name/],
    ['gzip', [['a.ndjson.gz', gzipSync('{}')]], /packed by gzip\. Unpack it first/],
    ['data alone', [['a.ndjson', '{"id":"1"}\n{"id":"2"}']], /together with the receipt\.json/],
    ['a ZIP without a receipt', [['a.zip', zipOf({ name: 'a', data: '' })]], /no receipt\.json/],
    [
      'two receipts in folders',
      [
        ['a/receipt.json', receipt],
        ['b/receipt.json', receipt],
      ],
      /contains no receipt\.json/,
    ],
    [
      'two ZIPs',
      [
        ['a.zip', zipOf({ name: 'a', data: '' })],
        ['b.zip', zipOf({ name: 'b', data: '' })],
      ],
      /a\.zip is a ZIP among other files\. Check one ZIP at a time/,
    ],
  ])('is refused with a remedy: %s', async (_, given, message) => {
    await expect(open(given)).rejects.toThrow(message)
  })
})
