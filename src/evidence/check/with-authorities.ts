/** Checks a timestamp once more, with certificates of authorities that the reader trusts. Imports pkijs. */
import type { ByteSource } from '../files/byte-source.ts'
import { maxCertificateBytes, readCertificateFile } from '../timestamp/read-certificates.ts'
import { toOverall } from '../verify/to-overall.ts'
import type { Answer } from './answer.ts'
import { createTimestampCheck } from './check-timestamp.ts'

/** The certificates of some files, or what is wrong with the first file that has none. */
export type Authorities =
  | {
      readonly pems: readonly string[]
      readonly names: readonly string[]
      readonly problem?: never
    }
  | { readonly pems?: never; readonly names?: never; readonly problem: string }

/** Reads certificates from files. Rejects where a file cannot be read. */
export async function readAuthorities(sources: readonly ByteSource[]): Promise<Authorities> {
  const pems: string[] = []
  const names: string[] = []
  for (const source of sources) {
    const bytes = await source.read(0, Math.min(source.size, maxCertificateBytes + 1))
    const { certificates, problem } = readCertificateFile(bytes, source.name)
    if (problem !== undefined) return { problem }
    pems.push(...certificates.pems)
    names.push(...certificates.names)
  }
  return { pems, names }
}

/** The answer for a reader who trusts these certificates, in PEM; the same answer where it has no timestamp. */
export async function withAuthorities(answer: Answer, pems: readonly string[]): Promise<Answer> {
  const { timestamp, signers } = answer
  if (!timestamp) return answer
  const found = await createTimestampCheck(pems)(timestamp)
  const checks = answer.checks.map((check) =>
    check.topic === 'timestamp' ? { ...check, details: [], ...found } : check,
  )
  return { ...answer, ...toOverall(checks, signers), checks }
}
