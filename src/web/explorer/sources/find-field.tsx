/** A field that narrows a list. Enter in it does not apply the form around it. */
import { MagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlass'

export function FindField({
  label,
  placeholder,
  value,
  onChange,
  onFocus,
}: {
  label: string
  placeholder: string
  value: string
  onChange: (value: string) => void
  onFocus?: () => void
}) {
  return (
    <div className="mb-1 flex h-7 items-center gap-1.5 rounded-md bg-kumo-control px-2 ring ring-kumo-line has-focus-visible:ring-2 has-focus-visible:ring-kumo-brand">
      <MagnifyingGlassIcon aria-hidden size={13} className="shrink-0 text-kumo-subtle" />
      <input
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onFocus={onFocus}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault()
        }}
        className="min-w-0 flex-1 bg-transparent text-[13px] text-kumo-default outline-none placeholder:text-kumo-subtle"
      />
    </div>
  )
}
