/** A field for the key that the reader got by another way; it is compared while it is typed. */
import { useId, useState } from 'react'
import { parseKeyText } from '../../../evidence/signatures/parse-key-text.ts'
import type { Check } from '../../../evidence/verify/check.ts'

/** Draws the field, and the result of the comparison below it. */
export function KeyField({
  keyCheck,
  onKey,
}: {
  keyCheck: Check | undefined
  onKey: (fingerprint: string | undefined) => void
}) {
  const [text, setText] = useState('')
  const id = useId()
  const { problem } = text.trim() === '' ? {} : parseKeyText(text)
  const color = keyCheck?.result === 'holds' ? 'text-kumo-success' : 'text-kumo-danger'
  return (
    <div className="space-y-1 print:hidden">
      <label htmlFor={id} className="block font-semibold">
        Compare with a key that you got by another way
      </label>
      <p id={`${id}-hint`} className="text-kumo-strong">
        Paste the fingerprint or the public key (PEM) that the operator of the proxy gave you. A key
        that came with the export proves nothing about who made it.
      </p>
      <textarea
        id={id}
        rows={2}
        spellCheck={false}
        autoCapitalize="off"
        value={text}
        aria-describedby={`${id}-hint ${id}-result`}
        aria-invalid={problem !== undefined}
        onChange={({ target }) => {
          setText(target.value)
          onKey(parseKeyText(target.value).fingerprint)
        }}
        className="w-full resize-y rounded-md bg-kumo-control px-2 py-1 font-mono text-[12px] ring ring-kumo-line focus-visible:ring-2 focus-visible:ring-kumo-brand"
      />
      <p id={`${id}-result`} role="status" className="min-h-5 font-medium">
        {problem !== undefined && <span className="text-kumo-strong">{problem}</span>}
        {keyCheck && <span className={color}>{keyCheck.words}</span>}
      </p>
    </div>
  )
}
