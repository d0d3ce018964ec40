/** A button with only an icon, which therefore needs an accessible name. */
import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './button.tsx'

/** Props of an icon button; `label` is its name for assistive technology, and its title unless another is given. */
export type IconButtonProps = Omit<
  ButtonProps,
  'aria-label' | 'children' | 'shape' | 'variant' | 'icon'
> & {
  label: string
  icon: ReactNode
  variant?: 'secondary' | 'ghost'
}

export function IconButton({ label, variant = 'ghost', ...buttonProps }: IconButtonProps) {
  return (
    <Button variant={variant} shape="square" aria-label={label} title={label} {...buttonProps} />
  )
}
