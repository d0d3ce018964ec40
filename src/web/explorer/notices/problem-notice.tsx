/** Lists parts of a query that could not be used, instead of dropping them silently. */
import { WarningCircleIcon } from '@phosphor-icons/react/dist/csr/WarningCircle'
import { Button } from '../../ui/button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'

/** Draws the list with a button for one action. */
export function ProblemNotice({
  title,
  messages,
  action,
  onAction,
}: {
  title: string
  messages: readonly string[]
  action: string
  onAction: () => void
}) {
  return (
    <section
      aria-label={title}
      className="flex shrink-0 items-start gap-3 border-kumo-line border-b bg-kumo-warning/10 px-4 py-2"
    >
      <WarningCircleIcon aria-hidden size={18} weight="fill" className="mt-px text-kumo-warning" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        <ul className="max-h-32 list-disc overflow-auto pl-4 text-kumo-default">
          {messages.map((message, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: messages may repeat and never move.
            <li key={i} className="break-words">
              <VisibleText text={message} />
            </li>
          ))}
        </ul>
      </div>
      <Button size="sm" variant="secondary" onClick={onAction}>
        {action}
      </Button>
    </section>
  )
}
