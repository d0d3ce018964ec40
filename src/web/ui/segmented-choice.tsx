/** A group of radio buttons that looks like one control. */
import { type ComponentType, useId } from 'react'

/** One of the options. */
export type Segment<Value> = {
  value: Value
  words: string
  Icon?: ComponentType<{ size: number; 'aria-hidden': true }>
  title?: string
  isDisabled?: boolean
}

export function SegmentedChoice<Value extends string | boolean>({
  legend,
  segments,
  value,
  describedBy,
  isSmall = false,
  onChange,
}: {
  legend: string
  segments: readonly Segment<Value>[]
  value: Value
  /** Id of the element with the description. */
  describedBy?: string | undefined
  /** Whether it has to fit into a line of 24 pixels. */
  isSmall?: boolean
  onChange: (value: Value) => void
}) {
  const name = useId()
  return (
    <fieldset
      className="flex shrink-0 gap-0.5 rounded-md bg-kumo-recessed p-0.5 ring ring-kumo-line"
      aria-describedby={describedBy}
    >
      <legend className="sr-only">{legend}</legend>
      {segments.map(({ value: segmentValue, words, Icon, title, isDisabled }) => (
        <label
          key={words}
          title={title}
          className={`relative flex ${isSmall ? 'h-4.5' : 'h-6'} cursor-pointer items-center gap-1 rounded-sm px-2 text-kumo-default has-checked:bg-kumo-base has-checked:font-medium has-checked:shadow-xs has-checked:ring has-checked:ring-kumo-line has-disabled:cursor-not-allowed has-disabled:opacity-50 has-focus-visible:outline-2 has-focus-visible:outline-kumo-brand`}
        >
          <input
            type="radio"
            className="absolute inset-0 m-0 cursor-[inherit] appearance-none opacity-0"
            name={name}
            checked={value === segmentValue}
            disabled={isDisabled}
            onChange={() => onChange(segmentValue)}
          />
          {Icon && <Icon size={14} aria-hidden />}
          {words}
        </label>
      ))}
    </fieldset>
  )
}
