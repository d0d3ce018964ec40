/** A row with a checkbox. Enter in it applies the form, as in a text field. */
import type { ReactNode } from 'react'

export function CheckRow({
  share,
  isDisabled = false,
  isFirst = false,
  describedBy,
  children,
  onChange,
}: {
  /** Whether all, some or none of what the row names is chosen. */
  share: 'all' | 'some' | 'none'
  isDisabled?: boolean
  /** Whether it takes the focus when the form opens. */
  isFirst?: boolean
  describedBy?: string | undefined
  /** The label. */
  children: ReactNode
  onChange: (isOn: boolean) => void
}) {
  return (
    <label
      className={`flex min-h-6 min-w-0 items-center gap-2 rounded-md px-1.5 ${isDisabled ? 'text-kumo-subtle' : 'cursor-pointer hover:bg-kumo-tint'}`}
    >
      <input
        ref={(input) => {
          if (input) input.indeterminate = share === 'some'
        }}
        type="checkbox"
        {...(isFirst && { 'data-first-focus': true })}
        className="size-3.5 shrink-0 cursor-[inherit] accent-kumo-brand"
        checked={share === 'all'}
        disabled={isDisabled}
        aria-describedby={describedBy}
        onChange={({ target }) => onChange(target.checked)}
      />
      {children}
    </label>
  )
}
