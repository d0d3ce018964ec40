/** The days of the week as checkboxes. */
const titles = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

export function WeekdayChoice({
  weekdays,
  onChange,
}: {
  weekdays: readonly number[]
  onChange: (weekdays: readonly number[]) => void
}) {
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">Days of the week</legend>
      {titles.map((title, day) => (
        <label
          key={title}
          className="flex h-6 cursor-pointer items-center gap-1 rounded-md px-1.5 text-[12px] text-kumo-default ring ring-kumo-line has-checked:bg-kumo-tint has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-kumo-brand"
        >
          <input
            type="checkbox"
            aria-label={title}
            checked={weekdays.includes(day)}
            onChange={({ target }) =>
              onChange(
                target.checked
                  ? [...weekdays, day].sort((a, b) => a - b)
                  : weekdays.filter((other) => other !== day),
              )
            }
          />
          {title.slice(0, 3)}
        </label>
      ))}
    </fieldset>
  )
}
