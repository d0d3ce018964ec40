/** What a control looks like that is not there yet: it keeps the place and says what comes. */
import type { ComponentProps, ReactNode } from 'react'
import { type ButtonLook, toButtonClasses } from './button.tsx'

/** In the place of a button. */
export function ButtonPlace({
  className = '',
  children,
  ...look
}: ButtonLook & Pick<ComponentProps<'span'>, 'className'> & { children: ReactNode }) {
  return <span className={`${toButtonClasses(look)} ${className}`}>{children}</span>
}
