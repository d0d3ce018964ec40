/** The menu that says how entries are shown that record the same event in two logs. */
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { LinkSimpleIcon } from '@phosphor-icons/react/dist/csr/LinkSimple'
import { type PairsChoice, pairsChoices } from '../../../query/address/pairs-choices.ts'
import { Button } from '../../ui/button.tsx'

type Choice = { value: PairsChoice | 'joined'; words: string; short: string }

const choices: readonly Choice[] = [
  { value: 'joined', words: 'One row for an event that is in both logs', short: 'Events' },
  ...pairsChoices.map(({ choice, log }) =>
    log === undefined
      ? { value: choice, words: 'A row for each entry', short: 'Entries' }
      : { value: choice, words: `Only events that ${log} alone has`, short: `Only in ${log}` },
  ),
]

/** Draws the menu; the button says the present choice. */
export function PairsMenu({
  choice = 'joined',
  onChoose,
}: {
  choice: Choice['value'] | undefined
  onChoose: (choice: PairsChoice | undefined) => void
}) {
  const present = choices.find(({ value }) => value === choice)
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger
        render={
          <Button
            variant={choice === 'joined' ? 'ghost' : 'secondary'}
            size="xs"
            icon={<LinkSimpleIcon aria-hidden />}
            aria-label={`Events in two logs: ${present?.words ?? ''}`}
          >
            <span className="max-[1000px]:sr-only">{present?.short}</span>
          </Button>
        }
      />
      <DropdownMenu.Content align="end">
        <DropdownMenu.RadioGroup
          value={choice}
          onValueChange={(value: Choice['value']) =>
            onChoose(value === 'joined' ? undefined : value)
          }
        >
          {choices.map(({ value, words }) => (
            <DropdownMenu.RadioItem key={value} value={value} closeOnClick>
              {words}
              <DropdownMenu.RadioItemIndicator />
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
