/** Stands in for the starting points until they are loaded: the same words, for the eye only. */
import { Button } from '../../ui/button.tsx'
import { StartingPointsFrame, startingWords } from './starting-points-frame.tsx'

export function StartingPointsSkeleton() {
  return (
    <StartingPointsFrame
      ways={Object.values(startingWords).map((words) => (
        <Button key={words} aria-hidden inert variant="secondary" size="sm">
          {words}
        </Button>
      ))}
    />
  )
}
