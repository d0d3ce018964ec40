/** The button that shows the scopes of a timeline, and opens the form for its accounts and logs. */
import { Popover } from '@cloudflare/kumo/primitives/popover'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { useState } from 'react'
import type { Source } from '../../../query/log-query.ts'
import { formatScopes } from '../../../query/timeline/choose-sources.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import { toVisibleText, VisibleText } from '../../ui/text/visible-text.tsx'
import { SourceForm } from './source-form.tsx'
import { useScopeNames } from './use-source-lists.ts'

export function SourcePicker({
  sources,
  onChoose,
}: {
  sources: readonly Source[]
  onChoose: (sources: readonly Source[]) => void
}) {
  const [isOpen, setOpen] = useState(false)
  const toName = useScopeNames(sources)
  const scopes = sources.length > 0 ? formatScopes(sources, toName) : 'Choose the logs'
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        render={
          <Button
            variant="secondary"
            size="sm"
            className="max-w-56 min-w-0"
            aria-label={`Accounts and logs: ${toVisibleText(scopes)}, ${toCounted(sources.length, 'log')}`}
          />
        }
      >
        <span className="truncate">
          <VisibleText text={scopes} />
        </span>
        <CaretDownIcon aria-hidden size={12} className="shrink-0" />
      </Popover.Trigger>
      <Panel label="Accounts and logs" className="w-104 p-3">
        <SourceForm
          sources={sources}
          onApply={(next) => {
            setOpen(false)
            onChoose(next)
          }}
        />
      </Panel>
    </Popover.Root>
  )
}
