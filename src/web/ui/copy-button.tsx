/** A button that copies a text, and reports the result visibly and to screen readers. */
import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check'
import { CopyIcon } from '@phosphor-icons/react/dist/csr/Copy'
import { useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { copyValue } from './copy-value.ts'
import { IconButton } from './icon-button.tsx'
import type { CopyForm } from './text/copy-text.ts'

const outcomeWords = { copied: 'Copied', failed: 'The browser refused' } as const

/** Copies the text that `getText` returns when the button is clicked. */
export function CopyButton({
  label,
  getText,
  form,
  isIconOnly = false,
}: {
  /** The label of the button, such as “Copy link”. */
  label: string
  getText: () => string | Promise<string>
  /** For a value of a log: how its invisible characters are made visible. Any other text is copied as it is. */
  form?: CopyForm
  isIconOnly?: boolean
}) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | undefined>()
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(undefined), 1_600)
    return () => clearTimeout(timer)
  }, [outcome])

  async function copy() {
    try {
      const text = await getText()
      await (form ? copyValue(text, form) : navigator.clipboard.writeText(text))
      setOutcome('copied')
    } catch {
      // The browser refuses outside https and localhost, or when the page does not have the focus.
      setOutcome('failed')
    }
  }

  const words = outcome ? outcomeWords[outcome] : label
  const Icon = outcome === 'copied' ? CheckIcon : CopyIcon
  return (
    <>
      {isIconOnly ? (
        <IconButton
          size="xs"
          label={label}
          title={words}
          icon={<Icon aria-hidden />}
          onClick={copy}
        />
      ) : (
        <Button size="sm" variant="secondary" icon={<Icon aria-hidden />} onClick={copy}>
          {words}
        </Button>
      )}
      <output className="sr-only">{outcome ? words : ''}</output>
    </>
  )
}
