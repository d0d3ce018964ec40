/** A button that shows an icon alone, so its name has to be given in words. */
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

/** Draws an icon button. */
export function IconButton({ label, variant = 'ghost', ...rest }: IconButtonProps) {
  return <Button variant={variant} shape="square" aria-label={label} title={label} {...rest} />
}
