/** Reads a ZIP that the browser saved, with a library that has nothing in common with the one that wrote it. */
import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { fromBufferPromise } from 'yauzl'

/** The files of a ZIP in their order, with checked sizes and checksums. */
export async function readZip(zip: Buffer): Promise<{ name: string; date: Date; bytes: Buffer }[]> {
  const opened = await fromBufferPromise(zip, { strictFileNames: true })
  const files = []
  for await (const entry of opened.eachEntry()) {
    const bytes = await buffer(await opened.openReadStreamPromise(entry))
    if (crc32(bytes) !== entry.crc32) throw new Error(`${entry.fileName} has a wrong checksum.`)
    files.push({ name: entry.fileName, date: entry.getLastModDate(), bytes })
  }
  return files
}
