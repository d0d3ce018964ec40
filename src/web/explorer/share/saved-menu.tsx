/** A menu of the saved queries and the templates. */
import { Popover } from '@cloudflare/kumo/primitives/popover'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { type ReactNode, useId, useState } from 'react'
import { withTimeZone } from '../../../query/address/screen-state.ts'
import type { Scope } from '../../../query/log-query.ts'
import { starters } from '../../../query/starters/starters.ts'
import { useSaved } from '../../saved/saved-store.ts'
import { useRunTargets } from '../../saved/use-run-targets.ts'
import { Button } from '../../ui/button.tsx'
import { Link } from '../../ui/links/link.tsx'
import { Panel } from '../../ui/panel.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'

/** How many saved queries are listed; their page has all. */
const maxSaved = 12

export function SavedMenu({ scope, timeZone }: { scope: Scope; timeZone: string }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger
        title="My queries and templates"
        render={<Button variant="ghost" size="sm" />}
      >
        Saved
        <CaretDownIcon aria-hidden size={10} />
      </Popover.Trigger>
      <Panel label="Saved queries" className="w-80" align="end">
        <div className="flex max-h-[60vh] flex-col gap-2 overflow-y-auto p-1.5">
          <SavedLinks scope={scope} timeZone={timeZone} onChoose={() => setIsOpen(false)} />
        </div>
      </Panel>
    </Popover.Root>
  )
}

function SavedLinks({
  scope,
  timeZone,
  onChoose,
}: {
  scope: Scope
  timeZone: string
  onChoose: () => void
}) {
  const { queries } = useSaved()
  const { toStarterAddress } = useRunTargets(scope, timeZone)
  const link = (key: string, to: string | undefined, content: ReactNode, title?: string) =>
    to !== undefined && (
      <li key={key}>
        <Link
          to={to}
          title={title}
          onClick={onChoose}
          className="block truncate rounded-md px-2 py-1 text-kumo-default no-underline hover:bg-kumo-tint"
        >
          {content}
        </Link>
      </li>
    )
  return (
    <>
      <ul>{link('all', '/saved', 'All queries and templates')}</ul>
      {queries.length > 0 && (
        <Group name="My queries">
          {queries
            .slice(0, maxSaved)
            .map(({ name, address }) =>
              link(name, withTimeZone(address, timeZone), <VisibleText text={name} />),
            )}
        </Group>
      )}
      <section aria-label="Templates" className="space-y-2 border-kumo-line border-t pt-2">
        <p aria-hidden className="px-2 font-semibold">
          Templates
        </p>
        {[...new Set(starters.map(({ group }) => group))].map((group) => (
          <Group key={group} name={group}>
            {starters
              .filter((starter) => starter.group === group)
              .map((starter) =>
                link(starter.id, toStarterAddress(starter), starter.title, starter.hint),
              )}
          </Group>
        ))}
      </section>
    </>
  )
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  const id = useId()
  return (
    <div>
      <p id={id} className="px-2 py-0.5 font-semibold text-[12px] text-kumo-strong">
        {name}
      </p>
      <ul aria-labelledby={id}>{children}</ul>
    </div>
  )
}
