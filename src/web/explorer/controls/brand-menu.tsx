/** The product's name as a menu: the other pages, and the list of keys. */
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../first-load/use-command.ts'
import { KeyHint } from '../../ui/keys/key-hint.tsx'
import { ShortcutDialog } from '../result/shortcut-dialog.tsx'
import { BrandMark } from './app-header.tsx'
import { BrandName, brandClass } from './header-frame.tsx'

const pages = [
  { name: 'Start page', path: '/' },
  { name: 'My queries and templates', path: '/saved' },
  { name: 'Detection rules', path: '/rules' },
  { name: 'Verify evidence', path: '/verify' },
  { name: 'Query reference', path: '/reference' },
] as const

/** Draws the menu, and the list of keys while it is open, which `?` opens as well. */
export function BrandMenu() {
  const navigate = useNavigate()
  const [areKeysOpen, setKeysOpen] = useState(false)
  useCommand('show-shortcuts', () => setKeysOpen(true))
  return (
    <>
      <DropdownMenu>
        <DropdownMenu.Trigger
          render={
            <button
              type="button"
              aria-label="Gumshoe, menu"
              className={`${brandClass} cursor-pointer gap-1.5 rounded-md bg-transparent px-1.5 hover:bg-kumo-tint`}
            >
              <BrandMark />
              <BrandName />
              <CaretDownIcon aria-hidden size={10} className="text-kumo-strong" />
            </button>
          }
        />
        <DropdownMenu.Content align="start">
          {pages.map(({ name, path }) => (
            <DropdownMenu.Item key={path} onClick={() => navigate(path)}>
              {name}
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Separator />
          <DropdownMenu.Item onClick={() => setKeysOpen(true)}>
            Keyboard shortcuts
            <span className="ml-auto pl-6">
              <KeyHint>?</KeyHint>
            </span>
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu>
      <ShortcutDialog isOpen={areKeysOpen} onOpenChange={setKeysOpen} />
    </>
  )
}
