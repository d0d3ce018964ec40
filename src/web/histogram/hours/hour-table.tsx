/** The heat map as a table, for users who cannot see the colors: hours by weekdays. */
import { dayHours, dayLabels, toCellNumber, toHourLabel } from './hour-cells.ts'

export function HourTable({ counts, timeZone }: { counts: readonly number[]; timeZone: string }) {
  return (
    <table className="mb-2 w-fit tabular-nums [&_td]:px-3 [&_td]:text-right [&_th]:pr-3 [&_th]:text-left [&_th]:font-normal">
      <caption className="text-left text-kumo-subtle">
        Loaded entries by hour and weekday, {timeZone}.
      </caption>
      <thead>
        <tr>
          <th scope="col">Hour</th>
          {dayLabels.map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: dayHours }, (_, hour) => hour).map((hour) => (
          <tr key={hour}>
            <th scope="row">{toHourLabel(hour)}</th>
            {dayLabels.map((label, day) => (
              <td key={label}>{counts[toCellNumber({ day, hour })] ?? 0}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
