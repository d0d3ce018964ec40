/** Whether a local filter's text has to be contained in the value or to be all of it. */
import { useId } from 'react'

const choices = [
  { isExact: false, words: 'Contains' },
  { isExact: true, words: 'Is exactly' },
] as const

export function MatchChoice({
  isExact,
  onChange,
}: {
  isExact: boolean
  onChange: (isExact: boolean) => void
}) {
  const name = useId()
  return (
    <fieldset className="flex shrink-0 gap-0.5 rounded-md bg-kumo-recessed p-0.5 ring ring-kumo-line">
      <legend className="sr-only">How the text is compared</legend>
      {choices.map((choice) => (
        <label
          key={choice.words}
          title={choice.isExact ? 'Upper and lower case matter' : 'Upper and lower case alike'}
          className="relative flex h-6 cursor-pointer items-center rounded-sm px-2 text-kumo-default has-checked:bg-kumo-base has-checked:font-medium has-checked:shadow-xs has-checked:ring has-checked:ring-kumo-line has-focus-visible:outline-2 has-focus-visible:outline-kumo-brand"
        >
          <input
            type="radio"
            className="absolute inset-0 m-0 cursor-[inherit] appearance-none opacity-0"
            name={name}
            checked={isExact === choice.isExact}
            onChange={() => onChange(choice.isExact)}
          />
          {choice.words}
        </label>
      ))}
    </fieldset>
  )
}
