/** How to check an export, as paragraphs of `README.txt`. */
import type { ReceiptWitness } from '../receipt.ts'
import { toParagraph } from './readme-text.ts'

/** The paragraphs; `hasTimestamp` tells whether `receipt.tsr` is there. */
export function listCheckParagraphs(
  { heads, keys }: ReceiptWitness,
  hasTimestamp: boolean,
): readonly string[] {
  const isSigned = heads.length > 0
  const [firstHead] = heads
  const keyIndex = keys.findIndex(({ fingerprint }) => fingerprint === firstHead?.head.key)
  const key = `witness/key-${Math.max(0, keyIndex) + 1}.pem`
  return [
    toParagraph(
      `1. Digests${isSigned ? ' and signatures' : ''}, with sha256sum and openssl, in a terminal in this folder:`,
    ),
    toCommands([
      isSigned ? 'sh verify.sh -f <fingerprint from the operator of the proxy>' : 'sh verify.sh',
      ...(hasTimestamp ? ['sh verify.sh -c <certificates of the timestamp authority>'] : []),
    ]),
    toParagraph('The same by hand:'),
    toCommands([
      'sha256sum -c SHA256SUMS',
      ...(isSigned
        ? [
            `openssl pkey -pubin -in ${key} -outform DER | sha256sum`,
            `openssl dgst -sha256 -verify ${key} \\\n      -signature witness/head-1.sig witness/head-1.json`,
          ]
        : []),
      ...(hasTimestamp
        ? ['openssl ts -verify -data receipt.json -in receipt.tsr \\\n      -CAfile <certificates>']
        : []),
    ]),
    ...(hasTimestamp ? [expiredWords] : []),
    toParagraph(
      `These checks do not tie the entries to ${isSigned ? 'the signatures' : 'anything'}: who changed entries, receipt.json and SHA256SUMS together passes them. So do not rely on them alone.`,
    ),
    toParagraph(
      '2. Everything: also the hash trees, the counts, and whether the pages, the records and the entries belong together. Open the page /verify of any Gumshoe and give it the ZIP: it is checked in the browser and sent nowhere. Or in a terminal, with Gumshoe installed, or with its source code and Node:',
    ),
    toCommands(['gumshoe verify <the ZIP>', 'npm run verify -- <the ZIP>']),
  ]
}

const expiredWords = toParagraph(
  'openssl ts -verify fails after a certificate of the authority has expired. Then add -attime and the time of the timestamp in seconds since 1970: openssl ts -reply -in receipt.tsr -text shows the time. The page /verify judges the certificates at that time by itself.',
)

function toCommands(commands: readonly string[]): string {
  return commands.map((command) => `    ${command}`).join('\n')
}
