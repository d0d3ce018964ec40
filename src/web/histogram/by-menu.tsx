/** The menu that chooses the field by which the bars are stacked. */
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { setViewPreferences } from '../preferences/view-preferences.ts'
import { Button } from '../ui/button.tsx'

export function ByMenu({
  choices,
  by,
  label,
}: {
  choices: readonly { path: string; label: string }[]
  by: string
  label: string
}) {
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger
        render={
          <Button variant="ghost" size="xs" aria-label={`Stacked by ${label}`}>
            by {label.toLowerCase()}
            <CaretDownIcon aria-hidden size={10} />
          </Button>
        }
      />
      <DropdownMenu.Content align="start">
        <DropdownMenu.RadioGroup
          value={by}
          onValueChange={(next: string) => setViewPreferences(() => ({ histogramBy: next }))}
        >
          {choices.map((choice) => (
            <DropdownMenu.RadioItem key={choice.path} value={choice.path} closeOnClick>
              {choice.label}
              <DropdownMenu.RadioItemIndicator />
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
