import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createSourceStream, UnreadableError } from '../evidence/files/byte-source.ts'
import { listSources } from './list-sources.ts'

const folder = mkdtempSync(join(tmpdir(), 'gumshoe-verifier-'))
afterAll(() => rmSync(folder, { recursive: true }))
mkdirSync(join(folder, 'export/pages'), { recursive: true })
writeFileSync(join(folder, 'export/receipt.json'), '{"a":1}')
writeFileSync(join(folder, 'export/pages/1.json'), '')
symlinkSync('/etc', join(folder, 'export/link'))

it('lists the files of a folder with their paths in it, and follows no links', async () => {
  const sources = await listSources([join(folder, 'export')])
  expect(sources.map(({ name, size }) => [name, size])).toEqual([
    ['pages/1.json', 0],
    ['receipt.json', 7],
  ])
  const part = await sources[1]?.read(1, 3)
  expect(new TextDecoder().decode(part)).toBe('"a"')
})

it('lists a file by its name', async () => {
  const [source] = await listSources([join(folder, 'export/receipt.json')])
  expect(source?.name).toBe('receipt.json')
})

it.each([
  ['missing.zip', /missing\.zip: There is no such file or folder\.$/],
  ['export/receipt.json/x', /It cannot be read \(ENOTDIR\)\.$/],
])('names a path that cannot be read: %s', async (path, message) => {
  const listing = listSources([join(folder, path)])
  await expect(listing).rejects.toThrow(message)
  await expect(listing).rejects.toBeInstanceOf(UnreadableError)
})

it('refuses what is neither a file nor a folder', async () => {
  await expect(listSources(['/dev/null'])).rejects.toThrow('/dev/null is neither a file nor')
})

it('notices a file that becomes shorter while it is read', async () => {
  const path = join(folder, 'shrinking')
  writeFileSync(path, 'x'.repeat(100))
  const [source] = await listSources([path])
  if (!source) throw new Error('The file was not listed.')
  truncateSync(path, 0)
  const reading = new Response(createSourceStream(source)).text()
  await expect(reading).rejects.toThrow('became shorter while it was read')
})
