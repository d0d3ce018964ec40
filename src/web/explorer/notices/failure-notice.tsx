/** Explains a failure and offers a retry. Loaded entries stay on the screen beside it. */
import { WarningIcon } from '@phosphor-icons/react/dist/csr/Warning'
import { type FailureDetail, toFailureWords } from '../../api/api-failure.ts'
import { Button } from '../../ui/button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'

/** Draws a failure; `isLarge` if nothing else is on the screen. `permission` is the one that the log requires. */
export function FailureNotice({
  failure,
  onRetry,
  isLarge = false,
  permission,
}: {
  failure: FailureDetail
  onRetry: () => void
  isLarge?: boolean
  permission?: string | undefined
}) {
  const { title, explanation, quote, documentationUrl } = toFailureWords(failure)
  return (
    <div
      role="alert"
      className={`flex max-w-2xl items-start gap-3 rounded-lg bg-kumo-base p-4 ring ring-kumo-line ${isLarge ? 'mx-auto mt-16' : ''}`}
    >
      <WarningIcon
        aria-hidden
        size={20}
        weight="fill"
        className="mt-0.5 shrink-0 text-kumo-danger"
      />
      <div className="flex flex-col items-start gap-1">
        <p className="font-semibold text-kumo-default">{title}</p>
        <p className="text-kumo-default">
          <VisibleText text={explanation} />
        </p>
        {permission !== undefined && isForbidden(failure) && (
          <p className="text-kumo-default">It needs: {permission}.</p>
        )}
        {documentationUrl !== undefined && (
          <p className="text-kumo-default">
            <a
              href={documentationUrl}
              target="_blank"
              rel="noreferrer noopener"
              className="text-kumo-link underline"
            >
              What this needs
            </a>{' '}
            (Cloudflare’s documentation)
          </p>
        )}
        {quote && <p className="font-mono text-[12px] text-kumo-subtle">{quote}</p>}
        <Button size="sm" variant="secondary" className="mt-2" onClick={onRetry}>
          Retry
        </Button>
      </div>
    </div>
  )
}

function isForbidden(failure: FailureDetail): boolean {
  return failure.kind === 'refused' && failure.status === 403
}
