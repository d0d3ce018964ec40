/** Who signed: the keys, their names in this browser, and a field to compare the key that the reader got otherwise. */
import { useState } from 'react'
import type { Check } from '../../../evidence/verify/check.ts'
import type { Signer } from '../../../evidence/verify/check-records.ts'
import { setPreferences, usePreferences } from '../../preferences/preferences.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { KeyField } from './key-field.tsx'
import { KeyNameForm } from './key-name-form.tsx'

/** Draws the section. `onKey` gets the fingerprint that the reader gave, or nothing when it is removed. */
export function SignerSection({
  signers,
  keyCheck,
  onKey,
}: {
  signers: readonly Signer[]
  keyCheck: Check | undefined
  onKey: (fingerprint: string | undefined) => void
}) {
  return (
    <section aria-labelledby="signers" className="space-y-3">
      <h2 id="signers" className="font-semibold text-lg">
        Who signed
      </h2>
      {signers.length === 0 ? (
        <p className="text-kumo-strong">
          No signature of a witness was found. Everything here may have been written by the person
          who exported it.
        </p>
      ) : (
        <ul className="divide-y divide-kumo-hairline rounded-lg bg-kumo-base ring ring-kumo-line">
          {signers.map((signer) => (
            <SignerItem key={signer.fingerprint} signer={signer} />
          ))}
        </ul>
      )}
      <KeyField keyCheck={keyCheck} onKey={onKey} />
    </section>
  )
}

function SignerItem({ signer: { fingerprint, isEphemeral } }: { signer: Signer }) {
  const { keys = [] } = usePreferences()
  const [isNaming, setNaming] = useState(false)
  const known = keys.find((key) => key.fingerprint === fingerprint)
  return (
    <li className="space-y-1.5 px-3 py-2.5">
      <p className="font-medium">
        {known ? (
          <>
            <VisibleText text={known.name} />
            <span className="font-normal text-kumo-strong"> · a key that you named</span>
          </>
        ) : (
          'A key without a name in this browser'
        )}
      </p>
      <p className="flex items-center gap-1 font-mono text-[12px] [overflow-wrap:anywhere]">
        <span>{fingerprint.replace(/.{4}(?=.)/g, '$& ')}</span>
        <span className="print:hidden">
          <CopyButton label="Copy the fingerprint" getText={() => fingerprint} isIconOnly />
        </span>
      </p>
      {isEphemeral && (
        <p className="text-kumo-warning">
          The proxy made this key when it started. It is gone when the proxy ends, so it shows that
          one proxy signed all of this, but not which one.
        </p>
      )}
      <div className="print:hidden">
        {known && (
          <Button
            size="sm"
            variant="secondary"
            onClick={() =>
              setPreferences({ keys: keys.filter((key) => key.fingerprint !== fingerprint) })
            }
          >
            Remove the name
          </Button>
        )}
        {!known && !isNaming && (
          <Button size="sm" variant="secondary" onClick={() => setNaming(true)}>
            Name this key…
          </Button>
        )}
        {!known && isNaming && (
          <KeyNameForm fingerprint={fingerprint} onClose={() => setNaming(false)} />
        )}
      </div>
    </li>
  )
}
