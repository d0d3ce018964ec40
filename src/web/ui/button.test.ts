import { buttonVariants } from '@cloudflare/kumo/components/button'
import { expect, it } from 'vitest'
import { toButtonClasses } from './button.tsx'

const sort = (classes: string) => classes.trim().split(/\s+/).toSorted()

it('looks like the kit’s button', () => {
  for (const variant of ['primary', 'secondary', 'ghost'] as const) {
    for (const size of ['xs', 'sm', 'base'] as const) {
      expect(sort(toButtonClasses({ variant, size }))).toEqual(
        sort(buttonVariants({ variant, size })),
      )
      const shape = 'square'
      expect(sort(toButtonClasses({ variant, size, shape }))).toEqual(
        sort(buttonVariants({ variant, size, shape })),
      )
    }
  }
})
