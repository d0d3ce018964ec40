/** Whether a local filter's text has to be contained in the value or to be all of it. */
import { SegmentedChoice } from './segmented-choice.tsx'

const segments = [
  { value: false, words: 'Contains', title: 'Upper and lower case alike' },
  { value: true, words: 'Is exactly', title: 'Upper and lower case matter' },
]

export function MatchChoice({
  isExact,
  onChange,
}: {
  isExact: boolean
  onChange: (isExact: boolean) => void
}) {
  return (
    <SegmentedChoice
      legend="How the text is compared"
      segments={segments}
      value={isExact}
      onChange={onChange}
    />
  )
}
