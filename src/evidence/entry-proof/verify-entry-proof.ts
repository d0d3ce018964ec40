/** Verifies the proof of one entry, without the other entries. */
import { parseCanonicalJson } from '../canonical-json.ts'
import { parseDigest } from '../encoding/hex.ts'
import { hashLeaf } from '../merkle/hash-leaf.ts'
import { verifyInclusion } from '../merkle/inclusion-proof.ts'
import { type CheckList, createCheckList, type Problem } from '../verify/check.ts'
import { checkUpstreams } from '../verify/check-question.ts'
import { checkSignatures, checkSigners, type Signer } from '../verify/check-records.ts'
import { keyShape, provenRecordShape, signedHeadShape } from '../verify/parse-receipt.ts'
import { createFileReader, type ReadOptions } from '../verify/read-file.ts'
import { removeLineBreaks } from '../verify/read-page-leaves.ts'
import { count, digest, findMisfit, list, object, oneOf, optional, text } from '../verify/shape.ts'
import { toOverall } from '../verify/to-overall.ts'
import type { Verification } from '../verify/verify-bundle.ts'
import { toQuoted } from '../verify/words.ts'
import { findProofProblem } from '../witness/verify-batch.ts'
import { type EntryProof, entryProofType, type TreePosition } from './entry-proof.ts'

const position = { index: count, size: count, proof: list(text), root: digest }
const members = ['type', 'entry', 'receipt', 'page']
const shape = object({
  type: oneOf(entryProofType),
  entry: text,
  receipt: optional(object({ ...position, sha256: digest })),
  page: optional(
    object({ ...position, record: provenRecordShape, head: signedHeadShape, key: keyShape }),
  ),
})

/** The result of a verification, and the proof if it could be read. */
export type EntryVerification = Omit<Verification, 'receipt'> & { readonly proof?: EntryProof }

/**
 * Verifies the bytes of a proof. `trustedKey` is the fingerprint of a key that the reader got by another way. Never
 * rejects; whatever is wrong is in the result.
 */
export async function verifyEntryProof(
  bytes: Uint8Array,
  options: Pick<ReadOptions, 'createHash'> & { readonly trustedKey?: string | undefined } = {},
): Promise<EntryVerification> {
  const checks = createCheckList()
  const { value, problem } = parseCanonicalJson(bytes)
  const misfit = value === undefined ? undefined : findMisfit(value, shape)
  if (problem !== undefined) checks.add('receipt', 'fails', `The proof ${problem}.`)
  if (misfit !== undefined)
    checks.add(
      'receipt',
      'fails',
      `The file is no proof of an entry: ${misfit === '' ? 'the whole' : misfit} does not fit.`,
    )
  if (value === undefined || misfit !== undefined)
    return { ...toOverall(checks.list(), []), checks: checks.list(), signers: [] }
  const proof = value as EntryProof
  for (const name of Object.keys(proof)) {
    // A part under another name would be missed, and nothing would say so.
    if (!members.includes(name))
      checks.add(
        'receipt',
        'fails',
        `The proof has ${toQuoted(name)}, which is no part of a proof.`,
      )
  }
  const signers = await checkProof(proof, options, checks)
  const all = checks.list()
  return { ...toOverall(all, signers), checks: all, signers, proof }
}

/** Said of an entry whose proof does not lead to the root of this tree. */
function toChanged(which: string, tree: string, { root }: TreePosition): Problem {
  return {
    words: `This is not the entry ${which}: it or its proof was changed.`,
    details: [
      ['Checked', `The proof does not lead from the entry to the root of the ${tree}.`],
      [`Root of the ${tree}`, root],
    ],
  }
}

async function checkProof(
  { entry, receipt, page }: EntryProof,
  options: Pick<ReadOptions, 'createHash'> & { readonly trustedKey?: string | undefined },
  checks: CheckList,
): Promise<readonly Signer[]> {
  const { hash } = createFileReader(options)
  const leads = (content: string, to: TreePosition) => {
    const root = parseDigest(to.root)
    const proof = to.proof.flatMap((each) => parseDigest(each) ?? [])
    const leaf = hashLeaf(new TextEncoder().encode(content), hash)
    const isWhole = root !== undefined && proof.length === to.proof.length
    return isWhole && verifyInclusion({ leaf, index: to.index, size: to.size, proof, root }, hash)
  }
  if (receipt) {
    checks.report(
      'entries',
      leads(removeLineBreaks(entry), receipt)
        ? []
        : [toChanged('that was exported', 'receipt', receipt)],
      `The entry is number ${receipt.index + 1} of ${receipt.size} in the tree with the root ${receipt.root}.`,
    )
    checks.add(
      'limits',
      'unknown',
      'Whether that root is the one of the receipt, which is not here, and what else the export has. Compare both with the receipt.',
      [['SHA-256 of receipt.json', receipt.sha256]],
    )
  }
  if (!receipt && !page)
    checks.add(
      'entries',
      'fails',
      'The file proves nothing: it has neither the tree of a receipt nor the signed record of a page.',
    )
  if (!page) {
    checks.add('records', 'unknown', 'No proxy signed that it received the entry.')
    return []
  }
  const { record } = page.record
  const problems: Problem[] = []
  if (!leads(entry, page)) problems.push(toChanged('that the proxy received', 'page', page))
  if (record.entries?.root !== page.root || record.entries.count !== page.size)
    problems.push(`Record ${record.number} is that of another page.`)
  const unproven = findProofProblem(page.head.head, page.record, hash)
  if (unproven) problems.push(unproven)
  checks.report(
    'pages',
    problems,
    `The proxy received the entry as number ${page.index + 1} of ${page.size} in the answer to ${toQuoted(record.target)}, at ${toQuoted(record.at)} by its clock.`,
  )
  checkUpstreams([record], checks)
  const signers = await checkSignatures({ keys: [page.key], heads: [page.head] }, checks)
  checkSigners(signers, options.trustedKey, checks)
  checks.add(
    'limits',
    'unknown',
    'Whether Cloudflare answered truthfully, and whether the operator of the proxy made the record up: Cloudflare signs no answer, and the owner of the key can sign anything.',
  )
  return signers
}
