/** The menu that says how entries are shown that record the same event in two logs. */
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { LinkSimpleIcon } from '@phosphor-icons/react/dist/csr/LinkSimple'
import { datasets } from '../../../catalog/index.ts'
import { hasIds } from '../../../catalog/scopes.ts'
import { type PairsChoice, pairedLogs, pairsChoices } from '../../../query/address/pairs-choices.ts'
import { Button } from '../../ui/button.tsx'

type Choice = { value: PairsChoice | 'joined'; words: string; short: string }

/** `v2 + v1`. */
const pairWords = pairedLogs.map((logs) => logs.map(({ word }) => word).join(' + ')).join(', ')

const unpaired = datasets.filter(({ scopes }) => scopes.every(({ kind }) => !hasIds(kind)))

/** Why entries of a log of no account are not joined, although one of them may record the same event. */
const apartWords = `Entries of the ${unpaired.map(({ word }) => word).join(', ')} log have rows of their own: it has the actions of one user in all accounts, and is not compared with the logs of one account.`

const choices: readonly Choice[] = [
  {
    value: 'joined',
    words: 'One row for an event that is in both logs',
    short: `${pairWords} joined`,
  },
  ...pairsChoices.map(({ choice, log }) =>
    log === undefined
      ? { value: choice, words: 'A row for each entry', short: `${pairWords} apart` }
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
        <p className="m-0 max-w-72 border-kumo-hairline border-t px-2 pt-1.5 pb-1 text-[12px] text-kumo-strong leading-4">
          {apartWords}
        </p>
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
