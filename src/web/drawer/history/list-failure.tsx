/** The message for a small list that failed to load. */
import { toFailureDetail, toFailureWords } from '../../api/api-failure.ts'

/** Renders the failure in a sentence, with a button to retry. */
export function ListFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { title, explanation } = toFailureWords(toFailureDetail(error))
  return (
    <div role="alert" className="px-2 text-xs">
      {title}. {explanation}{' '}
      <button type="button" className="cursor-pointer underline" onClick={() => onRetry()}>
        Retry
      </button>
    </div>
  )
}
