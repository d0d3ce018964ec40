/** The menus at the end of the line above the result: how the table looks, and every key. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { TableMenus } from '../table/table-menus.tsx'
import { ShortcutDialog } from './shortcut-dialog.tsx'

export function ToolbarMenus({ dataset }: { dataset: Dataset }) {
  return (
    <>
      <TableMenus dataset={dataset} />
      <ShortcutDialog />
    </>
  )
}
