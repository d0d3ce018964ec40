/** Bars that show when a rule matched in the time of the list. */

const width = 48
const height = 14
/** Only a list of a few milliseconds has fewer bars: they are as wide as these. */
const minBars = 13

/** Draws the bars; `words` say the first and the last time. */
export function Sparkline({ bars, words }: { bars: readonly number[]; words: string | undefined }) {
  const max = Math.max(1, ...bars)
  const barWidth = width / Math.max(minBars, bars.length)
  return (
    <span className="shrink-0" title={words}>
      <svg aria-hidden width={width} height={height} className="block text-kumo-brand">
        <line
          x1={0}
          x2={width}
          y1={height - 0.5}
          y2={height - 0.5}
          stroke="currentColor"
          strokeOpacity={0.35}
        />
        {bars.map((count, at) => {
          const size = count === 0 ? 0 : Math.max(3, (count / max) * height)
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its position.
              key={at}
              x={at * barWidth}
              y={height - size}
              width={barWidth - 0.5}
              height={size}
              fill="currentColor"
            />
          )
        })}
      </svg>
      {words && <span className="sr-only">{`, ${words}`}</span>}
    </span>
  )
}
