/** The input for the path of a local filter: keys with dots, or a JSON Pointer. */
export function EntryPathInput({
  text,
  hasProblem,
  onChange,
}: {
  text: string
  hasProblem: boolean
  onChange: (text: string) => void
}) {
  return (
    <label className="flex flex-col gap-1">
      <span className="text-[12px] leading-4 text-kumo-subtle">
        Path, with dots or as JSON Pointer; nothing means anywhere
      </span>
      <input
        data-first-focus
        aria-invalid={hasProblem || undefined}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        placeholder="resource.request.name or /resource/request/name"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        className={`h-8 rounded-md bg-kumo-control px-2 font-mono text-[12px] text-kumo-default outline-none ring placeholder:text-kumo-subtle focus-visible:ring-2 ${hasProblem ? 'ring-kumo-danger' : 'ring-kumo-line focus-visible:ring-kumo-brand'}`}
      />
    </label>
  )
}
