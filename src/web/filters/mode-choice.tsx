/** Include or exclude: two radio buttons that differ by word, icon and shape. */
import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle'
import { ProhibitIcon } from '@phosphor-icons/react/dist/csr/Prohibit'
import { useId } from 'react'
import type { FilterMode } from '../../query/log-query.ts'

const modes = [
  { mode: 'include', words: 'Include', Icon: CheckCircleIcon },
  { mode: 'exclude', words: 'Exclude', Icon: ProhibitIcon },
] as const

/** The mode of a filter; `note` says why there is no exclude form, or what it means. */
export function ModeChoice({
  mode,
  canExclude,
  note,
  onChange,
}: {
  mode: FilterMode
  canExclude: boolean
  note?: string | undefined
  onChange: (mode: FilterMode) => void
}) {
  const name = useId()
  const reasonId = useId()
  return (
    <div className="flex items-center gap-2">
      <fieldset
        className="flex shrink-0 gap-0.5 rounded-md bg-kumo-recessed p-0.5 ring ring-kumo-line"
        aria-describedby={note ? reasonId : undefined}
      >
        <legend className="sr-only">Mode</legend>
        {modes.map(({ mode: each, words, Icon }) => (
          <label
            key={each}
            className="relative flex h-6 cursor-pointer items-center gap-1 rounded-sm px-2 text-kumo-default has-checked:bg-kumo-base has-checked:font-medium has-checked:shadow-xs has-checked:ring has-checked:ring-kumo-line has-disabled:cursor-not-allowed has-disabled:opacity-50 has-focus-visible:outline-2 has-focus-visible:outline-kumo-brand"
          >
            <input
              type="radio"
              className="absolute inset-0 m-0 cursor-[inherit] appearance-none opacity-0"
              name={name}
              value={each}
              checked={mode === each}
              disabled={each === 'exclude' && !canExclude}
              onChange={() => onChange(each)}
            />
            <Icon size={14} aria-hidden />
            {words}
          </label>
        ))}
      </fieldset>
      {note && (
        <span id={reasonId} className="text-[12px] leading-4 text-kumo-subtle">
          {note}
        </span>
      )}
    </div>
  )
}
