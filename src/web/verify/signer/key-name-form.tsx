/** A form that names a key in this browser. */
import { useState } from 'react'
import { findKnownKeyProblem } from '../../preferences/known-keys.ts'
import { setPreferences, usePreferences } from '../../preferences/preferences.ts'
import { Button } from '../../ui/button.tsx'

export function KeyNameForm({
  fingerprint,
  onClose,
}: {
  fingerprint: string
  onClose: () => void
}) {
  const { keys = [] } = usePreferences()
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string>()

  function save() {
    const key = { name: name.trim(), fingerprint }
    const found = findKnownKeyProblem(keys, key)
    const failure = found === undefined ? setPreferences({ keys: [...keys, key] }) : undefined
    const words = failure ? 'The browser did not store it: it holds until this page is closed.' : ''
    setProblem(found ?? (words || undefined))
    if (found === undefined && !failure) onClose()
  }

  return (
    <form
      className="space-y-1.5"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <p className="max-w-xl text-kumo-strong">
        Name it only after you compared the fingerprint with the one that the operator of the proxy
        gave you. The name stays in this browser.
      </p>
      <div className="flex flex-wrap gap-2">
        <input
          // biome-ignore lint/a11y/noAutofocus: the field replaces the button that was just pressed.
          autoFocus
          aria-label="Name of the key"
          placeholder="Proxy of the SOC"
          value={name}
          aria-invalid={problem !== undefined}
          onChange={({ target }) => setName(target.value)}
          className="h-7 w-64 max-w-full rounded-md bg-kumo-control px-2 ring ring-kumo-line placeholder:text-kumo-subtle focus-visible:ring-2 focus-visible:ring-kumo-brand"
        />
        <Button type="submit" size="md" variant="secondary">
          Save the name
        </Button>
        <Button size="md" variant="ghost" onClick={onClose}>
          Cancel
        </Button>
      </div>
      {problem && (
        <p role="alert" className="text-kumo-danger">
          {problem}
        </p>
      )}
    </form>
  )
}
