/** Checks the signed heads of a chain: whether the key signed them, and whether they are about these lines. */
import { toSha256 } from '../../query/identity/sha-256.ts'
import { parseBase64 } from '../encoding/base64.ts'
import { formatHex } from '../encoding/hex.ts'
import { verifySignature } from '../signatures/verify-signature.ts'
import type { AuditProblem } from './audit-finding.ts'
import { formatAuditHead, formatChainLine, toHeadFields } from './chain-line.ts'
import type { ChainLine } from './read-chain-line.ts'

/** What the heads of a chain show. */
export type HeadsFinding = {
  readonly problems: readonly AuditProblem[]
  /** The number of the last line that a valid head vouches for; 0 without one. */
  readonly signedUpTo: number
  /** The fingerprint of the key of the valid heads, and whether it was made at the start of the server. */
  readonly key: { readonly fingerprint: string; readonly isEphemeral: boolean } | undefined
  /** Whether the chain ends with a valid head over all its lines. */
  readonly isClosed: boolean
  /** The numbers of lines that are as a valid head says. */
  readonly confirmed: ReadonlySet<number>
}

/** Checks the heads among `lines`, which have ascending numbers. `trustedKey` is the key in DER. */
export async function checkHeads(
  lines: readonly ChainLine[],
  trustedKey: Uint8Array | undefined,
): Promise<HeadsFinding> {
  const byNumber = new Map(lines.map((line) => [line.number, line]))
  const problems: AuditProblem[] = []
  const confirmed = new Set<number>()
  let last: { upTo: number; key: HeadsFinding['key']; line: ChainLine } | undefined
  for (const line of lines.filter(({ headText }) => headText !== undefined)) {
    const { signed, chain, at } = line
    const reason = await findHeadProblem(line, trustedKey)
    if (!signed || reason !== undefined) {
      const kind = reason === otherKey ? 'key' : 'signature'
      const message = `Line ${at} (number ${line.number}): ${reason ?? 'its head is damaged'}.`
      problems.push({ kind, chain, line: at, message })
      continue
    }
    const { upTo, latest, publicKey, isEphemeral } = signed.head
    const covered = byNumber.get(upTo)
    if (covered?.digest === latest) confirmed.add(upTo)
    else if (covered) {
      const message = `Line ${covered.at} (number ${upTo}) is not the line that was signed in line ${at}: it, or a line before it, was changed.`
      problems.push({ kind: 'changed', chain, line: covered.at, message })
    }
    const fingerprint = formatHex(toSha256(parseBase64(publicKey) ?? new Uint8Array()))
    if (last && last.key?.fingerprint !== fingerprint) {
      const message = `Line ${at} (number ${line.number}): its head is signed by another key than the one before.`
      problems.push({ kind: 'key', chain, line: at, message })
    }
    if (!last || upTo > last.upTo) last = { upTo, key: { fingerprint, isEphemeral }, line }
  }
  const end = lines.at(-1)
  const head = end === last?.line ? end?.signed?.head : undefined
  const isClosed = head?.reason === 'end' && head.upTo + 1 === end?.number
  return { problems, signedUpTo: last?.upTo ?? 0, key: last?.key, isClosed, confirmed }
}

const otherKey = 'its head is signed by another key than the one that you trust'

async function findHeadProblem(
  { signed, headText, chain, number, previous }: ChainLine,
  trustedKey: Uint8Array | undefined,
): Promise<string | undefined> {
  if (!signed) return 'its head is damaged'
  const { head, signature } = signed
  // The line has to be exactly what is written for this head, so that nothing in it can be changed.
  const expected = formatChainLine(toHeadFields(head, signature), { chain, number, previous })
  const key = parseBase64(head.publicKey)
  const bytes = parseBase64(signature)
  if (expected !== headText || head.chain !== chain || head.upTo >= number || !key || !bytes) {
    return 'its head is damaged'
  }
  if (trustedKey && formatHex(trustedKey) !== formatHex(key)) return otherKey
  const isSigned = await verifySignature(
    key,
    bytes,
    new TextEncoder().encode(formatAuditHead(head)),
  )
  return isSigned ? undefined : 'the signature of its head is wrong'
}
