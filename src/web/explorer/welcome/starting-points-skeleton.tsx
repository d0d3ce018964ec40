/** The skeleton of the starting points: the same labels, hidden from screen readers. */
import { Button } from '../../ui/button.tsx'
import { StartingPointsFrame, startingWords } from './starting-points-frame.tsx'

export function StartingPointsSkeleton() {
  return (
    <StartingPointsFrame
      buttons={Object.values(startingWords).map((words) => (
        <Button key={words} aria-hidden inert variant="secondary" size="sm">
          {words}
        </Button>
      ))}
    />
  )
}
