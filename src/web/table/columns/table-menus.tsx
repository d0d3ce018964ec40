/** The menus of the table: the density of its rows, and its columns. */
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { RowsIcon } from '@phosphor-icons/react/dist/csr/Rows'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import {
  type Density,
  densities,
  setViewPreferences,
  useViewPreferences,
} from '../../preferences/view-preferences.ts'
import { Button } from '../../ui/button.tsx'
import { ColumnsMenu } from './columns-menu.tsx'

const densityWords: Readonly<Record<Density, string>> = {
  compact: 'Compact rows',
  regular: 'Regular rows',
  roomy: 'Comfortable rows',
}

export function TableMenus({ dataset }: { dataset: Dataset }) {
  const { density } = useViewPreferences()
  return (
    <>
      <DropdownMenu>
        <DropdownMenu.Trigger
          render={
            <Button
              variant="ghost"
              size="xs"
              icon={<RowsIcon aria-hidden />}
              aria-label={`Density: ${densityWords[density]}`}
              title="Height of the rows"
              // Cards have one height.
              className="max-[699.98px]:hidden"
            >
              <span className="max-[1100px]:sr-only">{densityWords[density]}</span>
            </Button>
          }
        />
        <DropdownMenu.Content align="end">
          <DropdownMenu.RadioGroup
            value={density}
            onValueChange={(next: Density) => setViewPreferences(() => ({ density: next }))}
          >
            {densities.map((option) => (
              <DropdownMenu.RadioItem key={option} value={option} closeOnClick>
                {densityWords[option]}
                <DropdownMenu.RadioItemIndicator />
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu>
      <ColumnsMenu dataset={dataset} />
    </>
  )
}
