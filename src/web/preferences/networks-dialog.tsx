/** The dialog in which networks get names, and the button that opens it. */
import { Dialog } from '@cloudflare/kumo/components/dialog'
import { useId, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { DialogHead } from '../ui/dialog-head.tsx'
import { VisibleText } from '../ui/text/visible-text.tsx'
import { findNetworksProblem, type NamedNetwork, networkSizes } from './named-networks.ts'
import { setPreferences, usePreferences } from './preferences.ts'

export function NetworksButton() {
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger
        render={(props) => (
          // The panel around the button goes below the dialog by this attribute.
          <Button
            {...props}
            {...(isOpen && { 'data-dialog-open': '' })}
            type="button"
            size="sm"
            variant="ghost"
          >
            Named networks…
          </Button>
        )}
      />
      <Dialog size="lg" className="max-h-[85vh] overflow-y-auto p-6">
        <DialogHead title="Named networks" closes="Close" />
        <NetworksForm onSaved={() => setOpen(false)} />
      </Dialog>
    </Dialog.Root>
  )
}

/** A network while it is edited; addresses are text as it was typed. */
type NetworkDraft = { key: number; name: string; text: string }

function NetworksForm({ onSaved }: { onSaved: () => void }) {
  const { networks = [] } = usePreferences()
  const [drafts, setDrafts] = useState(() =>
    networks.length > 0 ? networks.map(toDraft) : [toDraft({ name: '', addresses: [] }, 0)],
  )
  const [failure, setFailure] = useState<string>()
  const problemId = useId()
  const named = drafts.filter(({ name, text }) => `${name}${text}`.trim() !== '').map(toNetwork)
  const problem = findNetworksProblem(named)
  const change = (key: number, changes: Partial<NetworkDraft>) =>
    setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...changes } : draft)))

  function save() {
    if (problem) return
    if (setPreferences({ networks: named })) {
      return setFailure('The browser does not store this. The names hold until the page is closed.')
    }
    onSaved()
  }

  return (
    <form
      className="mt-2 flex flex-col gap-3 text-[13px]"
      // A click on a portal reaches the form of the filter around it as well.
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        save()
      }}
    >
      <p className="m-0 text-kumo-strong">
        Names for offices and other networks, kept in this browser. Filters by address offer them;
        links have the addresses, so that they work for everybody.
      </p>
      <ul className="m-0 flex list-none flex-col gap-3 p-0">
        {drafts.map((draft, at) => (
          <NetworkItem
            key={draft.key}
            draft={draft}
            number={at + 1}
            problemId={problem ? problemId : undefined}
            onChange={(changes) => change(draft.key, changes)}
            onRemove={() => setDrafts(drafts.filter(({ key }) => key !== draft.key))}
          />
        ))}
      </ul>
      <output id={problemId} className="text-kumo-danger empty:hidden">
        {(problem ?? failure) && <VisibleText text={problem ?? failure ?? ''} />}
      </output>
      <div className="flex items-center gap-2">
        <Button
          type="button"
          size="sm"
          variant="secondary"
          className="mr-auto"
          disabled={drafts.length >= networkSizes.networks}
          onClick={() => {
            const key = Math.max(-1, ...drafts.map((draft) => draft.key)) + 1
            setDrafts([...drafts, { key, name: '', text: '' }])
          }}
        >
          Add a network
        </Button>
        <Button type="submit" size="sm" variant="primary" disabled={problem !== undefined}>
          Save
        </Button>
      </div>
    </form>
  )
}

function toDraft({ name, addresses }: NamedNetwork, key: number): NetworkDraft {
  return { key, name, text: addresses.join('\n') }
}

function toNetwork({ name, text }: NetworkDraft): NamedNetwork {
  return { name: name.trim(), addresses: [...new Set(text.split(/[\s,]+/).filter(Boolean))] }
}

const inputClass =
  'rounded-md bg-kumo-control px-2 py-1 text-[13px] text-kumo-default outline-none ring ring-kumo-line focus-visible:ring-2 focus-visible:ring-kumo-brand'

function NetworkItem({
  draft: { name, text },
  number,
  problemId,
  onChange,
  onRemove,
}: {
  draft: NetworkDraft
  number: number
  problemId: string | undefined
  onChange: (changes: Partial<NetworkDraft>) => void
  onRemove: () => void
}) {
  return (
    <li className="flex flex-wrap items-start gap-2">
      <input
        value={name}
        aria-label={`Name of network ${number}`}
        aria-describedby={problemId}
        placeholder="London office"
        autoComplete="off"
        className={`${inputClass} h-8 w-44`}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <textarea
        value={text}
        aria-label={`Addresses of network ${number}`}
        aria-describedby={problemId}
        placeholder="203.0.113.0/24"
        rows={Math.min(6, Math.max(1, text.split('\n').length))}
        autoComplete="off"
        spellCheck={false}
        className={`${inputClass} min-h-8 min-w-40 flex-1 font-mono text-[12px]`}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      <Button
        type="button"
        size="sm"
        variant="ghost"
        aria-label={`Remove ${name.trim() || `network ${number}`}`}
        onClick={onRemove}
      >
        Remove
      </Button>
    </li>
  )
}
