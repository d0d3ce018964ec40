/** The menus of the table: the density of its rows, and its columns. */
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { ColumnsIcon } from '@phosphor-icons/react/dist/csr/Columns'
import { RowsIcon } from '@phosphor-icons/react/dist/csr/Rows'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { groups } from '../../../catalog/fields.ts'
import {
  type Density,
  densities,
  setViewPreferences,
  useViewPreferences,
} from '../../preferences/view-preferences.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useColumns } from './use-columns.ts'

const densityWords: Readonly<Record<Density, string>> = {
  compact: 'Compact rows',
  regular: 'Regular rows',
  roomy: 'Roomy rows',
}

export function TableMenus({ dataset }: { dataset: Dataset }) {
  const { density } = useViewPreferences()
  return (
    <>
      <DropdownMenu>
        <DropdownMenu.Trigger
          render={
            <IconButton
              size="xs"
              icon={<RowsIcon aria-hidden />}
              label={`Density: ${densityWords[density].toLowerCase()}`}
            />
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

/** A menu of all fields of the log, which shows or hides their columns. */
function ColumnsMenu({ dataset }: { dataset: Dataset }) {
  const { model, isArranged, reset } = useColumns(dataset)
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger
        render={
          <Button variant="ghost" size="xs" icon={<ColumnsIcon aria-hidden />}>
            Columns
          </Button>
        }
      />
      <DropdownMenu.Content
        align="end"
        className="max-h-[min(28rem,var(--available-height))] overflow-y-auto"
      >
        <DropdownMenu.Item disabled={!isArranged} onClick={reset}>
          Reset columns
        </DropdownMenu.Item>
        {groups.map((group) => {
          const fields = dataset.fields.filter((field) => field.group === group)
          if (fields.length === 0) return null
          return (
            <DropdownMenu.Group key={group}>
              <DropdownMenu.Separator />
              <DropdownMenu.Label>{group}</DropdownMenu.Label>
              {fields.map(({ path, label }) => (
                <DropdownMenu.CheckboxItem
                  key={path}
                  checked={model.getColumn(path)?.getIsVisible()}
                  closeOnClick={false}
                  onCheckedChange={(isShown) => model.getColumn(path)?.toggleVisibility(isShown)}
                >
                  {label}
                </DropdownMenu.CheckboxItem>
              ))}
            </DropdownMenu.Group>
          )
        })}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
