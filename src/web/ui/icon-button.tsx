/** A button with only an icon. It has an accessible name, and a tooltip with the same words and the shortcut. */
import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './button.tsx'

/** Props of an icon button; `label` is its name for assistive technology, and its tooltip unless `title` is given. */
export type IconButtonProps = Omit<
  ButtonProps,
  'aria-label' | 'children' | 'shape' | 'variant' | 'icon'
> & {
  label: string
  icon: ReactNode
  variant?: 'secondary' | 'ghost'
  /** The shortcut as the tooltip shows it. */
  shortcut?: string
}

export function IconButton({
  label,
  title = label,
  shortcut,
  variant = 'ghost',
  ...buttonProps
}: IconButtonProps) {
  return (
    <Button
      variant={variant}
      shape="square"
      aria-label={label}
      data-tip={title}
      data-tip-key={shortcut}
      {...buttonProps}
    />
  )
}
