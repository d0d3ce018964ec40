/** A small list beside an entry that could not be had. */
import { toFailureDetail, toFailureWords } from '../../api/api-failure.ts'

/** A failed request for a small list, in a sentence, with another try. */
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
