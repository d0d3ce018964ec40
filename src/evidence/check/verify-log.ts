/** Verifies an audit log of the proxy, which may be in several files. */
import type { AuditChainFinding } from '../audit/audit-finding.ts'
import { verifyAuditLog } from '../audit/verify-audit-log.ts'
import { UnreadableError } from '../files/byte-source.ts'
import { createCheckList } from '../verify/check.ts'
import { checkSigners, type Signer } from '../verify/check-records.ts'
import { type BundleFile, createFileReader, type ReadOptions } from '../verify/read-file.ts'
import { toOverall } from '../verify/to-overall.ts'
import type { Verification } from '../verify/verify-bundle.ts'
import { toCounted } from '../verify/words.ts'

/** The lines of a log are compared with each other, so all of them are in memory. */
const maxLogBytes = 512 * 1024 * 1024

/** Verifies the files of a log, in the order in which they were written. Rejects when they cannot be read. */
export async function verifyLog(
  files: readonly BundleFile[],
  options: ReadOptions,
): Promise<Verification> {
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  if (bytes > maxLogBytes) {
    throw new UnreadableError(
      'The log has more than 512 MB. Check one part of it at a time, such as the file of a day.',
    )
  }
  const reader = createFileReader(options)
  const contents: Uint8Array[] = []
  for (const file of files) contents.push((await reader.readAll(file, maxLogBytes)).content)
  const found = await verifyAuditLog(listLines(contents), undefined, reader.hash)

  const checks = createCheckList()
  for (const { message, chain } of found.problems)
    checks.add('records', 'fails', message, chain === null ? [] : [['Chain', chain]])
  for (const chain of found.chains) {
    if (found.problems.some((problem) => problem.chain === chain.chain)) continue
    checks.add('records', 'holds', toChainWords(chain), [['Chain', chain.chain]])
  }
  // Which key it was is compared below, for all chains together.
  for (const words of found.unknown) {
    if (!words.includes(' is signed by the key ')) checks.add('records', 'unknown', words)
  }
  const signers = listSigners(found.chains)
  checkSigners(signers, undefined, checks)
  if (found.otherLines > 0)
    checks.add(
      'limits',
      'unknown',
      `${toCounted(found.otherLines, 'line')} of messages for people: they are in no chain, and were not checked.`,
    )
  checks.add(
    'limits',
    'unknown',
    'Whether the operator of the proxy wrote another log: the owner of the key can sign anything.',
  )
  const list = checks.list()
  return { ...toOverall(list, signers, 'log'), checks: list, signers }
}

function toChainWords({ firstLine, lastLine, count, signedUpTo }: AuditChainFinding): string {
  const which = `${toCounted(count, 'line')} (${firstLine} to ${lastLine} of the log)`
  return signedUpTo === 0
    ? `${which} are one chain without a gap, which no key signed.`
    : `${which} are one chain without a gap, signed up to its number ${signedUpTo}.`
}

function listSigners(chains: readonly AuditChainFinding[]): readonly Signer[] {
  const signers = new Map<string, Signer>()
  for (const { fingerprint, isEphemeral } of chains) {
    if (fingerprint !== null) signers.set(fingerprint, { fingerprint, isEphemeral })
  }
  return [...signers.values()]
}

/** One line at a time becomes a text. */
function* listLines(contents: readonly Uint8Array[]): Generator<string> {
  const decoder = new TextDecoder()
  for (const content of contents) {
    let from = 0
    while (from < content.length) {
      const end = content.indexOf(0x0a, from)
      const to = end === -1 ? content.length : end
      yield decoder.decode(content.subarray(from, to))
      from = to + 1
    }
  }
}
