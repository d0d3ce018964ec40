/** An export with its key, and what the tests of the verifier do with both: each file makes its own. */
import type { WitnessRecord } from '../../contract/witness.ts'
import type { ReceiptInput } from '../create-receipt.ts'
import { type VerifyOptions, verifyBundle } from '../verify/verify-bundle.ts'
import {
  assembleBundle,
  type BundleParts,
  createBundleParts,
  createTestKey,
  toBundleFiles,
} from './create-bundle.ts'
import { chainRecords, signBatch } from './create-records.ts'

/** A log of a receipt. */
export type TestSource = ReceiptInput['sources'][number]

/** Makes an export. What changes it returns a changed copy. */
export async function prepareExport() {
  const key = await createTestKey()
  const parts = await createBundleParts(key)

  /** Verifies files, or what they are assembled from, by the key of the proxy. `failed`: the words of what does not hold. */
  async function verify(
    given: BundleParts | ReadonlyMap<string, Uint8Array>,
    options: VerifyOptions = {},
  ) {
    const files = 'input' in given ? assembleBundle(given) : given
    const trustedKey = key.fingerprint
    const verification = await verifyBundle(toBundleFiles(files), { trustedKey, ...options })
    const { checks, result } = verification
    const failed = checks.filter((check) => check.result === 'fails').map(({ words }) => words)
    if ((result === 'fails') !== failed.length > 0)
      throw new Error(`The result is “${result}”, and ${failed.length} checks fail.`)
    return { ...verification, failed }
  }

  const changeInput = (change: Partial<ReceiptInput>): BundleParts => {
    return { ...parts, input: { ...parts.input, ...change } }
  }

  return {
    ...{ key, parts, verify, changeInput },
    findFailures: async (given: Parameters<typeof verify>[0]) => (await verify(given)).failed,
    changeWitness: (change: Partial<ReceiptInput['witness']>) =>
      changeInput({ witness: { ...parts.input.witness, ...change } }),
    /** Changes what the receipt says of the log with entries, or of the one without. */
    changeSource: (hasEntries: boolean, change: (source: TestSource) => TestSource) =>
      changeInput({
        sources: parts.input.sources.map((source) =>
          (source.file !== null) === hasEntries ? change(source) : source,
        ),
      }),
    /** The same export, after the proxy received something else. */
    async signAgain(
      changed: BundleParts,
      change: (record: WitnessRecord) => WitnessRecord,
    ): Promise<BundleParts> {
      const before = changed.input.witness.records.map(({ record }) => change(record))
      const { head, signature, records } = await signBatch(chainRecords(before), key)
      const witness = { ...changed.input.witness, heads: [{ head, signature }], records }
      return { ...changed, input: { ...changed.input, witness } }
    },
  }
}

/** The ledger of a log that was read. */
export function getLedger({ ledger }: TestSource): NonNullable<TestSource['ledger']> {
  if (!ledger) throw new Error('The log was not read.')
  return ledger
}

/** An export with other pages, which are in the windows of their logs as well. */
export function changePages(of: BundleParts, pages: ReceiptInput['pages']): BundleParts {
  const sources = of.input.sources.map((source) => {
    const ledger = getLedger(source)
    const windows = ledger.windows.map((window) => ({
      ...window,
      pages: window.pages.flatMap((page) =>
        pages
          .filter(({ requestId }) => requestId === page.requestId)
          .map((each) => ({ ...each, doubts: [] })),
      ),
    }))
    return { ...source, ledger: { ...ledger, windows } }
  })
  return { ...of, input: { ...of.input, pages, sources } }
}
