/** Reads what a browser has saved of an export, and checks it against its own statements. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { unzip } from '../pages/export-dialog.ts'

/** Waits until the browser has saved the ZIP of one export; returns its files, whose digests are right. */
export async function readExport(folder: string): ReturnType<typeof unzip> {
  // Browsers write to a file of another name first; some make an empty one of the right name.
  const isWritten = (name: string) =>
    name.endsWith('.ndjson.zip') && statSync(join(folder, name)).size > 0
  const find = () => readdirSync(folder).filter(isWritten)
  await expect.poll(find, 'the saved ZIP').toHaveLength(1)
  const [name = ''] = find()
  const files = await unzip(readFileSync(join(folder, name)))
  expect(name).toBe(`${files.name}.zip`)
  return files
}
