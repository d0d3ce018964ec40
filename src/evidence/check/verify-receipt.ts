/** Verifies a receipt without the files of its export: all that does not need the data, the pages or the manifest. */
import { type Check, createCheckList } from '../verify/check.ts'
import { checkEnds } from '../verify/check-ends.ts'
import { listCountProblems } from '../verify/check-entries.ts'
import { listNamingProblems } from '../verify/check-files.ts'
import { checkPages } from '../verify/check-pages.ts'
import { checkQuestion } from '../verify/check-question.ts'
import { checkRecords, checkSigners } from '../verify/check-records.ts'
import { checkVerdict } from '../verify/check-verdict.ts'
import { listLimits } from '../verify/list-limits.ts'
import { parseReceipt } from '../verify/parse-receipt.ts'
import { type BundleFile, createFileReader, type ReadOptions } from '../verify/read-file.ts'
import { checkChains } from '../verify/reading/check-chains.ts'
import { checkTimes } from '../verify/reading/check-times.ts'
import { listSignedEnds } from '../verify/reading/page-ends.ts'
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
  checks.report(
    'files',
    [...listNamingProblems(receipt)],
    'The receipt names each file that it depends on, once.',
  )
  checks.report(
    'entries',
    [...listCountProblems(receipt)],
    'The counts of entries in the receipt fit each other.',
  )
  checkPages({ receipt }, checks)
  const signers = await checkRecords(receipt.predicate.witness, reader.hash, checks)
  checkSigners(signers, undefined, checks)
  checkQuestion(receipt, listSignedEnds(receipt), checks)
  checkVerdict(receipt, checks)
  checkEnds(receipt, checks)
  checkChains(receipt, checks)
  checkTimes(receipt, checks)
  checks.add(
    'files',
    'unknown',
    'The entries were not checked, because only the receipt was given. Choose the ZIP, or all of its files together, to also check the entries (data files, pages.ndjson), the pages without entries (pages/), the manifest, and the timestamp (receipt.tsr) where there is one.',
    receipt.subject.map(({ name, digest }) => [name, digest.sha256]),
  )
  listLimits(receipt, signers, checks)
  return { ...summarize(checks.list(), signers), receipt }
}

function summarize(checks: readonly Check[], signers: Verification['signers']): Verification {
  return { ...toOverall(checks, signers), checks, signers }
}
