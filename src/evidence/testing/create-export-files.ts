/** An export as a browser writes it, as a ZIP. */
import { buildZip } from '../files/testing/build-zip.ts'
import { assembleBundle, createBundleParts, createTestKey, type TestKey } from './create-bundle.ts'

/** An export, and the key that signed it. */
export type TestExport = {
  readonly key: TestKey
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly zip: Buffer
}

/** Makes an export. `isEphemeral`: whether the proxy had made its key when it started. */
export async function createTestExport({ isEphemeral = false } = {}): Promise<TestExport> {
  const key = await createTestKey(isEphemeral)
  const files = assembleBundle(await createBundleParts(key))
  return { key, files, zip: zipFiles(files) }
}

/** Packs files as they are. */
export function zipFiles(files: ReadonlyMap<string, Uint8Array>): Buffer {
  return buildZip([...files].map(([name, data]) => ({ name, data })))
}

/** The same files, but one with a byte that is another one. */
export function flipByte(
  files: ReadonlyMap<string, Uint8Array>,
  name: string,
  position: number,
): ReadonlyMap<string, Uint8Array> {
  const bytes = Uint8Array.from(files.get(name) ?? [])
  if (position >= bytes.length) throw new RangeError(`${name} has no byte ${position}.`)
  bytes[position] = (bytes[position] ?? 0) ^ 1
  return new Map(files).set(name, bytes)
}
