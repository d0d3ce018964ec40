/** What the receipt of an export is worth: the keys that signed, or why nothing is signed, and the timestamp. */
import type { WitnessKey } from '../../../contract/witness.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { ReceiptEnd } from '../receipt/list-receipt-files.ts'

export function ReceiptPart({ receipt: { witness, timestamp } }: { receipt: ReceiptEnd }) {
  const { heads, keys, records, absentBecause } = witness
  const signing = keys.filter(({ fingerprint }) =>
    heads.some(({ head }) => head.key === fingerprint),
  )
  return (
    <section aria-label="Receipt" className="space-y-1">
      {signing.map((key) => (
        <SigningKey key={key.fingerprint} signingKey={key} />
      ))}
      {signing.length === 0 ? (
        <p>
          The receipt is not signed.{' '}
          {absentBecause !== undefined && <VisibleText text={absentBecause} />}
        </p>
      ) : (
        <p className="text-kumo-strong">
          The proxy signed {toCounted(records.length, 'record')} of what it received. The
          fingerprint has to be compared by another way than this file: its operator knows it.
        </p>
      )}
      {timestamp.isThere && <p>A timestamp authority confirmed when the receipt existed.</p>}
      {timestamp.problem !== undefined && (
        <p>
          No timestamp: <VisibleText text={timestamp.problem} />.
        </p>
      )}
    </section>
  )
}

function SigningKey({ signingKey: { fingerprint, isEphemeral } }: { signingKey: WitnessKey }) {
  return (
    <div>
      <div className="flex items-center gap-2">
        <span>
          Signed by the witness key
          {isEphemeral && ', made at the start of the server and gone when it ends'}:
        </span>
        <CopyButton label="Copy the fingerprint" isIconOnly getText={() => fingerprint} />
      </div>
      <div className="break-all font-mono text-[12px]">{fingerprint}</div>
    </div>
  )
}
