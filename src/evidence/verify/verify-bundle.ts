/** Verifies an export: everything that can be checked of its files, without asking a server. */
import { formatBase64 } from '../encoding/base64.ts'
import { bundleNames, type Receipt } from '../receipt.ts'
import {
  type Check,
  type CheckDetail,
  type CheckList,
  type CheckResult,
  createCheckList,
} from './check.ts'
import { checkEnds } from './check-ends.ts'
import { checkEntries } from './check-entries.ts'
import { checkFiles } from './check-files.ts'
import { checkPages } from './check-pages.ts'
import { checkQuestion } from './check-question.ts'
import { checkRecords, checkSigners, type Signer } from './check-records.ts'
import { checkHidden, checkVerdict } from './check-verdict.ts'
import { listLimits } from './list-limits.ts'
import { checkManifest } from './manifest/check-manifest.ts'
import { type ReadBundle, readBundle } from './read-bundle.ts'
import { type BundleFile, createFileReader, type ReadOptions } from './read-file.ts'
import { checkChains } from './reading/check-chains.ts'
import { checkTimes } from './reading/check-times.ts'
import { readPageEnds } from './reading/page-ends.ts'
import { toOverall } from './to-overall.ts'
import { toQuoted } from './words.ts'

/** What a check of a timestamp found. */
export type TimestampCheck = {
  readonly result: CheckResult
  readonly words: string
  readonly details?: readonly CheckDetail[]
}

/** A timestamp as it was given: the bytes of `receipt.tsr` in base64, and the SHA-256 digest of `receipt.json`. */
export type GivenTimestamp = { readonly response: string; readonly sha256: string }

/** What a verification may use beside the files. */
export type VerifyOptions = ReadOptions & {
  /** The fingerprint of a key that the reader got by another way than the export: 64 hexadecimal digits. */
  readonly trustedKey?: string | undefined
  /** Checks `receipt.tsr`; without it a timestamp is not checked. */
  readonly checkTimestamp?: (timestamp: GivenTimestamp) => Promise<TimestampCheck>
}

/** The result of a verification. It is plain data: it can be copied between threads and written as JSON. */
export type Verification = {
  /** `fails`: something does not fit. `unknown`: all fits, but whose word it is was not shown. */
  readonly result: CheckResult
  /** The reason for the result, in one or two sentences. */
  readonly words: string
  readonly checks: readonly Check[]
  /** The keys whose signatures hold. */
  readonly signers: readonly Signer[]
  /** The timestamp, if there is one. */
  readonly timestamp?: GivenTimestamp
  /** The receipt, if it could be read. Nothing in it is true because it is here. */
  readonly receipt?: Receipt
}

/**
 * Verifies the files of an export. Each is read once; data files twice where the proxy did not sign how far pages were read.
 * Rejects only with the reason of the signal when that is aborted;
 * whatever is wrong with the files is in the result.
 */
export async function verifyBundle(
  files: readonly BundleFile[],
  options: VerifyOptions = {},
): Promise<Verification> {
  const { trustedKey, checkTimestamp } = options
  const checks = createCheckList()
  const reader = createFileReader(options)
  const named = new Map<string, BundleFile>()
  for (const file of files) {
    if (named.has(file.name))
      checks.add('files', 'fails', `Two files are called ${toQuoted(file.name)}.`)
    else named.set(file.name, file)
  }
  const bundle = await readBundle(named, reader, checks)
  if (!bundle) return { ...toOverall(checks.list(), []), checks: checks.list(), signers: [] }
  const { receipt } = bundle
  checkFiles(bundle, named, reader.hash, checks)
  checkManifest(bundle, named, checks)
  checkEntries(bundle, reader.hash, checks)
  checkPages(bundle, checks)
  const signers = await checkRecords(receipt.predicate.witness, reader.hash, checks)
  checkSigners(signers, trustedKey, checks)
  checkQuestion(receipt, await readPageEnds(bundle, named, reader), checks)
  checkVerdict(receipt, checks)
  checkHidden(bundle, checks)
  checkEnds(receipt, checks)
  checkChains(receipt, checks)
  checkTimes(receipt, checks)
  const timestamp = findTimestamp(bundle)
  await addTimestamp(timestamp, checkTimestamp, checks)
  listLimits(receipt, signers, checks)
  const list = checks.list()
  const found = timestamp && { timestamp }
  return { ...toOverall(list, signers), checks: list, signers, receipt, ...found }
}

function findTimestamp({ small, receiptSha256 }: ReadBundle): GivenTimestamp | undefined {
  const response = small.get(bundleNames.timestamp)
  return response && { response: formatBase64(response), sha256: receiptSha256 }
}

async function addTimestamp(
  timestamp: GivenTimestamp | undefined,
  check: VerifyOptions['checkTimestamp'],
  checks: CheckList,
): Promise<void> {
  if (!timestamp) {
    checks.add(
      'time',
      'unknown',
      'All times of arrival come from the clock of the proxy; no authority confirms them.',
    )
    return
  }
  const found = await check?.(timestamp)
  if (found) checks.add('timestamp', found.result, found.words, found.details)
  else checks.add('timestamp', 'unknown', `${bundleNames.timestamp} was not checked.`)
}
