/** In the drawer: why it is not known whether a loosening was undone, with a way to try again. */
import { toFailureDetail, toFailureWords } from '../../api/api-failure.ts'
import { Button } from '../../ui/button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'

/** Draws the failure. */
export function UndoneFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { title, quote } = toFailureWords(toFailureDetail(error))
  return (
    <div role="alert" className="flex flex-col items-start gap-1">
      <p className="text-kumo-danger">
        {'Later entries could not be compared. '}
        <VisibleText text={quote ? `${title}: ${quote}` : `${title}.`} />
      </p>
      <Button size="xs" variant="secondary" onClick={onRetry}>
        Retry
      </Button>
    </div>
  )
}
