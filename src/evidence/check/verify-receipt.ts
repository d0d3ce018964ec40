/** Verifies a receipt without the files of its export: the records and signatures in it, and what was asked. */
import { type Check, createCheckList } from '../verify/check.ts'
import { checkQuestion } from '../verify/check-question.ts'
import { checkRecords, checkSigners } from '../verify/check-records.ts'
import { listLimits } from '../verify/list-limits.ts'
import { parseReceipt } from '../verify/parse-receipt.ts'
import { type BundleFile, createFileReader, type ReadOptions } from '../verify/read-file.ts'
import { toOverall } from '../verify/to-overall.ts'
import type { Verification } from '../verify/verify-bundle.ts'

const maxReceiptBytes = 256 * 1024 * 1024

/** Verifies a receipt. Rejects when the file cannot be read. */
export async function verifyReceipt(file: BundleFile, options: ReadOptions): Promise<Verification> {
  const checks = createCheckList()
  const reader = createFileReader(options)
  const { content } = await reader.readAll(file, maxReceiptBytes)
  const { receipt, problems } = parseReceipt(content, file.name)
  checks.report('receipt', problems, `${file.name} is an in-toto Statement in canonical form.`)
  if (!receipt) return summarize(checks.list(), [])
  const signers = await checkRecords(receipt.predicate.witness, reader.hash, checks)
  checkSigners(signers, undefined, checks)
  checkQuestion(receipt, checks)
  checks.add(
    'files',
    'unknown',
    'Whether the entries are those that the receipt is about: its files were not given. Choose the ZIP, or all of its files together.',
    receipt.subject.map(({ name, digest }) => [name, digest.sha256]),
  )
  listLimits(receipt, signers, checks)
  return { ...summarize(checks.list(), signers), receipt }
}

function summarize(checks: readonly Check[], signers: Verification['signers']): Verification {
  return { ...toOverall(checks, signers), checks, signers }
}
