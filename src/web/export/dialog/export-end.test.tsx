import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { ReceiptWitness } from '../../../evidence/receipt.ts'
import type { ReceiptEnd } from '../receipt/list-receipt-files.ts'
import type { FinishedExport } from '../run-export.ts'
import { TooLargeError } from '../too-large-error.ts'
import { ExportEnd } from './export-end.tsx'

const file = {
  name: 'x.ndjson',
  bytes: 1,
  entries: 2,
  sha256: 'ab',
  first: undefined,
  last: undefined,
  notes: {},
  words: [],
}

const finished: FinishedExport = {
  name: 'x.ndjson.zip',
  bytes: 1234,
  contents: ['x.ndjson', 'x.ndjson.manifest.json', 'SHA256SUMS'],
  files: [file],
  entries: 2,
  claim: { isComplete: true, words: 'Complete: 2 entries.' },
}

function toText(outcome: Parameters<typeof ExportEnd>[0]['outcome']): string {
  const html = renderToStaticMarkup(
    <ExportEnd outcome={outcome} onAgain={() => undefined} onClose={() => undefined} />,
  )
  return html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
}

it('calls a file written only where it is known to be', () => {
  const handed = { saveAgain: () => undefined, release: () => undefined }
  expect(toText({ at: 'written', ...finished })).toContain(
    'Written: 2 entries, 1.2 kB. x.ndjson.zip',
  )
  const text = toText({ at: 'handed', handed, ...finished })
  expect(text).toContain('Handed to the browser as x.ndjson.zip 2 entries, 1.2 kB.')
  expect(text).toContain('Save again')
  expect(text).not.toMatch(/written/i)
})

it('lists each file of a timeline with its digest and its remarks', () => {
  const joined = { ...file, name: 'y.ndjson', entries: 0, sha256: 'cd', words: ['Odd.'] }
  const text = toText({ at: 'written', ...finished, files: [file, joined] })
  expect(text).toContain('SHA-256 of x.ndjson, 2 entries')
  expect(text).toMatch(/SHA-256 of y\.ndjson, 0 entries .*cd/)
  expect(text).toContain('y.ndjson: Odd.')
  expect(text.split('x.ndjson,')).toHaveLength(2)
  expect(text).toContain('SHA-256 of all of them')
  // The script checks no tree.
  expect(text).toContain('sh verify.sh checks digests and signatures;')
  expect(text).toContain('Verify evidence checks the whole ZIP, also whether')
  expect(text).toMatch(/x\.ndjson\.manifest\.json SHA256SUMS /)
  expect(toText({ at: 'written', ...finished })).toContain('SHA-256 of the data file')
})

it('says who signed the receipt, or that no proxy did', () => {
  const key = { fingerprint: 'ab'.repeat(32), pem: '', isEphemeral: true }
  const head = { head: { key: key.fingerprint }, signature: '' }
  const witness = { keys: [key], heads: [head], records: [] } as unknown as ReceiptWitness
  const toReceiptText = (receipt: ReceiptEnd) => {
    const contents = ['x.ndjson', 'pages/1.json', 'pages/2.json', 'witness/key-1.pem']
    return toText({ at: 'written', ...finished, contents, receipt })
  }
  const signed = toReceiptText({ witness, timestamp: { isThere: true } })
  expect(signed).toContain('Signed by the witness key, made at the start of the server')
  expect(signed).toContain(key.fingerprint)
  expect(signed).toContain('A timestamp authority confirmed when the receipt existed.')
  expect(signed).toContain('pages/ (2 files)')
  expect(signed).toContain('witness/ (1 file)')
  expect(signed).not.toContain('pages/1.json')
  const fromFile = { ...witness, keys: [{ ...key, isEphemeral: false }] }
  const problem = 'The timestamp authority could not be reached'
  const plain = toReceiptText({ witness: fromFile, timestamp: { isThere: false, problem } })
  expect(plain).toContain('Signed by the witness key:')
  expect(plain).toContain(`No timestamp: ${problem} .`)
  const absentBecause = 'The proxy is of an older version.'
  const unsigned = toReceiptText({
    witness: { keys: [], heads: [], records: [], absentBecause },
    timestamp: { isThere: false },
  })
  expect(unsigned).toContain(`The receipt is not signed. ${absentBecause}`)
  expect(unsigned).not.toContain('timestamp')
})

it('says why nothing was exported, and what to do instead', () => {
  const text = toText({ at: 'refused', words: new TooLargeError('about 3.1 GB').message })
  expect(text).toContain('Nothing was exported. The file would have about 3.1 GB.')
  expect(text).toContain('Narrow the time range')
  expect(text).toContain('Back to the choice')
})
