/** What was saved, and the starters, one gesture away from their entries. */
import { Button } from '@cloudflare/kumo/components/button'
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { useNavigate } from 'react-router'
import type { Scope } from '../../query/log-query.ts'
import type { Starter } from '../../query/starter.ts'
import { starters } from '../../query/starters.ts'
import { useSaved } from '../saved/saved-store.ts'
import { useRunPlaces } from '../saved/use-run-places.ts'
import { withTimeZone } from '../saved/with-time-zone.ts'
import { VisibleText } from '../ui/visible-text.tsx'

/** How many of one's own are in the menu; the page has all. */
const mostOwn = 12

export function SavedMenu({ scope, timeZone }: { scope: Scope; timeZone: string }) {
  const navigate = useNavigate()
  const { queries } = useSaved()
  const { toStarterAddress } = useRunPlaces(scope, timeZone)
  const groups = [...new Set(starters.map(({ group }) => group))]
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger
        render={
          <Button
            variant="ghost"
            size="sm"
            className="h-7 shrink-0 text-[13px]"
            title="Saved investigations and starters"
          >
            Saved
            <CaretDownIcon aria-hidden size={10} />
          </Button>
        }
      />
      <DropdownMenu.Content align="end" className="max-h-[70vh] w-80 overflow-y-auto">
        <DropdownMenu.Item onClick={() => navigate('/saved')}>
          All saved investigations and starters
        </DropdownMenu.Item>
        {queries.length > 0 && (
          <DropdownMenu.Group>
            <DropdownMenu.Label>Yours</DropdownMenu.Label>
            {queries.slice(0, mostOwn).map(({ name, address }) => (
              <DropdownMenu.Item
                key={name}
                onClick={() => navigate(withTimeZone(address, timeZone))}
              >
                <span className="truncate">
                  <VisibleText text={name} />
                </span>
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Group>
        )}
        {groups.map((group) => (
          <DropdownMenu.Group key={group}>
            <DropdownMenu.Label>{group}</DropdownMenu.Label>
            {starters
              .filter((each) => each.group === group)
              .map((starter) => (
                <StarterItem
                  key={starter.id}
                  starter={starter}
                  address={toStarterAddress(starter)}
                />
              ))}
          </DropdownMenu.Group>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}

function StarterItem({ starter, address }: { starter: Starter; address: string | undefined }) {
  const navigate = useNavigate()
  return (
    <DropdownMenu.Item
      disabled={address === undefined}
      title={starter.hint}
      onClick={() => address !== undefined && navigate(address)}
    >
      {starter.title}
    </DropdownMenu.Item>
  )
}
