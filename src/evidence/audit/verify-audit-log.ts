/**
 * Verifies an audit log that was written with `AUDIT_CHAIN=1`: whether a line was changed, dropped, added or moved since.
 * Pure: it gets the lines, and a file may have several chains, also mixed, as the instances of a Worker write them.
 */
import { toSha256 } from '../../query/identity/sha-256.ts'
import type { HashFunction } from '../merkle/hash-leaf.ts'
import { parsePublicKey } from '../signatures/public-key.ts'
import type { AuditChainFinding, AuditLogFinding, AuditProblem } from './audit-finding.ts'
import { checkChain } from './check-chain.ts'
import { type ChainLine, type OtherLine, readChainLine } from './read-chain-line.ts'

/**
 * Verifies the lines of a log, without their line ends and in their order. `trustedKey` is the public key in PEM that the
 * reader got another way than from the log; without it, the result names the key that has to be compared. Throws a
 * `TypeError` when it is no public key. An owner of the private key can write another log. `hash` may be a faster SHA-256.
 */
export async function verifyAuditLog(
  lines: Iterable<string>,
  trustedKey?: string,
  hash: HashFunction = toSha256,
): Promise<AuditLogFinding> {
  const key = trustedKey === undefined ? undefined : readTrustedKey(trustedKey)
  const { chains, others } = groupLines(lines, hash)
  const findings: AuditChainFinding[] = []
  const problems: AuditProblem[] = []
  const explained = new Set<number>()
  for (const chainLines of chains.values()) {
    const check = await checkChain({ lines: chainLines, others }, key)
    findings.push(check.chain)
    problems.push(...check.problems)
    for (const at of check.explained) explained.add(at)
  }
  const unexplained = others.filter(({ at }) => !explained.has(at))
  for (const { at } of unexplained.filter(({ isLog }) => isLog)) {
    const message = `Line ${at} belongs to no chain: it was added, cut off, or written without AUDIT_CHAIN=1.`
    problems.push({ kind: 'added', chain: null, line: at, message })
  }
  problems.sort((a, b) => a.line - b.line)
  return {
    chains: findings,
    problems,
    unknown: findings.flatMap((finding) => listUnknown(finding, key !== undefined)),
    otherLines: unexplained.filter(({ isLog }) => !isLog).length,
  }
}

function readTrustedKey(pem: string): Uint8Array {
  const { spki, problem } = parsePublicKey(pem)
  if (!spki) throw new TypeError(`The key ${problem}.`)
  return spki
}

function groupLines(lines: Iterable<string>, hash: HashFunction) {
  const chains = new Map<string, ChainLine[]>()
  const others: OtherLine[] = []
  let at = 0
  for (const text of lines) {
    at++
    // The last line of a file ends with a line end, so an empty one follows.
    if (text === '') continue
    const line = readChainLine(text, at, hash)
    if (!('chain' in line)) {
      others.push(line)
      continue
    }
    const known = chains.get(line.chain)
    if (known) known.push(line)
    else chains.set(line.chain, [line])
  }
  for (const [id, [line, next]] of chains) {
    // Where the id of its chain was changed, a line would be a chain of its own.
    if (!line || next || line.number === 1) continue
    chains.delete(id)
    others.push({ at: line.at, isLog: true })
  }
  return { chains, others: others.sort((a, b) => a.at - b.at) }
}

function listUnknown(
  { chain, isClosed, signedUpTo, fingerprint, isEphemeral, lastLine }: AuditChainFinding,
  hasTrustedKey: boolean,
): string[] {
  const unknown: string[] = []
  if (!isClosed) {
    const signed = signedUpTo > 0 ? `after number ${signedUpTo}` : 'of it'
    unknown.push(
      `Chain ${chain} does not end with a signature (last line: ${lastLine}). The server still runs, ended without notice, or lines were removed; lines ${signed} are not signed.`,
    )
  }
  if (fingerprint !== null && !hasTrustedKey) {
    const origin = isEphemeral ? ', which was made when the server started' : ''
    unknown.push(
      `Chain ${chain} is signed by the key sha256:${fingerprint}${origin}. Compare it with the one that the server printed, or give the key.`,
    )
  }
  return unknown
}
