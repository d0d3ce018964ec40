/** The export dialog, the files that come from it, and the ways in which a browser takes files. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Download, expect, type Page } from '@playwright/test'
import { readZip } from '../read-zip.ts'

/** The export dialog. */
export const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Export entries' })

/** Takes the file picker from the browser; each test decides whether there is one. */
export async function withoutPicker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showSaveFilePicker')
  })
}

/** Redirects written files to the page's private file system; writing can be delayed or fail. */
export async function withPicker(page: Page, mood: 'quick' | 'slow' | 'full'): Promise<void> {
  await page.addInitScript((how) => {
    const showSaveFilePicker = async ({ suggestedName }: { suggestedName: string }) => {
      const folder = await navigator.storage.getDirectory()
      const handle = await folder.getFileHandle(suggestedName, { create: true })
      const open = handle.createWritable.bind(handle)
      handle.createWritable = async () => {
        const file = await open()
        const write = file.write.bind(file)
        file.write = async (bytes) => {
          if (how === 'full') throw new DOMException('The disk is full.', 'QuotaExceededError')
          if (how === 'slow') await new Promise((resolve) => setTimeout(resolve, 600_000))
          return write(bytes)
        }
        return file
      }
      return handle
    }
    Object.assign(window, { showSaveFilePicker })
  }, mood)
}

/** The names and bytes of the files that the page has written. */
export async function listWritten(page: Page): Promise<[string, Buffer][]> {
  const files = await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory()
    const files: [string, number[]][] = []
    for await (const [name, handle] of folder.entries()) {
      if (handle instanceof FileSystemFileHandle) {
        files.push([name, [...new Uint8Array(await (await handle.getFile()).arrayBuffer())]])
      }
    }
    return files
  })
  return files.map(([name, bytes]) => [name, Buffer.from(bytes)])
}

/** The bytes of a finished download. */
export const readDownload = async (download: Download) =>
  readFileSync((await download.path()) ?? '')

/** The digest as hexadecimal digits. */
export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Presses the button that exports. */
export async function press(page: Page): Promise<void> {
  await dialogOf(page)
    .getByRole('button', { name: /^Export \d/ })
    .click()
}

/** The files of a ZIP, whose digests are checked by the list in it. */
export async function unzip(zip: Buffer) {
  const files = await readZip(zip)
  const [data, manifest] = files
  const sums = files.at(-1)
  if (!data || !manifest || !sums) throw new Error('The ZIP lacks a file.')
  expect(manifest.name).toBe(`${data.name}.manifest.json`)
  expect(sums.name).toBe('SHA256SUMS')
  expect(sums.bytes.toString()).toBe(
    files
      .slice(0, -1)
      .map(({ name, bytes }) => `${sha256Of(bytes)}  ${name}\n`)
      .join(''),
  )
  const parsed = JSON.parse(manifest.bytes.toString())
  expect(parsed.file).toMatchObject({
    name: data.name,
    bytes: data.bytes.length,
    sha256: sha256Of(data.bytes),
  })
  return {
    name: data.name,
    bytes: data.bytes,
    text: data.bytes.toString(),
    manifest: parsed,
    files,
    dates: files.map(({ date }) => date),
  }
}

/** Writes the files of a ZIP into a new folder. */
export function unpack(files: readonly { name: string; bytes: Buffer }[], folder: string): void {
  for (const { name, bytes } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
}

/** Exports with the present choices of the dialog, as one download; returns the files in it. */
export async function exportFiles(page: Page) {
  const downloads: Download[] = []
  page.on('download', (each) => void downloads.push(each))
  await press(page)
  await expect(dialogOf(page)).toContainText('SHA-256 of the data file')
  await expect.poll(() => downloads.length).toBe(1)
  const [zip] = downloads
  if (!zip) throw new Error('A file was expected.')
  const files = await unzip(await readDownload(zip))
  expect(zip.suggestedFilename()).toBe(`${files.name}.zip`)
  await expect(dialogOf(page)).toContainText(`Handed to the browser as${files.name}.zip`)
  // WebKit drops the first of two downloads.
  expect(downloads).toHaveLength(1)
  return files
}
