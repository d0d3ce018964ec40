/** Classes for menus that are built from the kit's primitives. */

/** The popup of a menu. */
export const menuPopupClass =
  'max-h-(--available-height) max-w-(--available-width) overflow-y-auto overscroll-contain rounded-lg bg-kumo-base p-1 text-[13px] leading-5 text-kumo-default shadow-lg outline outline-kumo-line'

/** An item of a menu. */
export const menuItemClass =
  'flex h-7 cursor-default items-center gap-2 rounded-md px-2 text-inherit no-underline outline-none data-highlighted:bg-kumo-tint data-popup-open:bg-kumo-tint'
