/** glide-data-grid: draws cells on a canvas from a function. */
import { DataEditor, type DataEditorProps, GridCellKind } from '@glideapps/glide-data-grid'
import '@glideapps/glide-data-grid/dist/index.css'
import { createElement, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { columns, type Entry, readCell, untilDrawn } from './columns.ts'

const all: Entry[] = []
const getCellContent: DataEditorProps['getCellContent'] = ([column, row]) => {
  const text = readCell(all[row], columns[column] ?? '')
  return { kind: GridCellKind.Text, data: text, displayData: text, allowOverlay: false }
}
const gridColumns = columns.map((path) => ({ title: path, id: path, width: 140 }))

function Grid() {
  const [rows, setRows] = useState(0)
  window.appendPage = async (entries) => {
    for (const entry of entries) all.push(entry)
    setRows(all.length)
    await untilDrawn()
  }
  window.isReady = true
  return createElement(DataEditor, {
    getCellContent,
    columns: gridColumns,
    rows,
    rowHeight: 33,
    width: 1200,
    height: 700,
  })
}

createRoot(document.getElementById('root') as HTMLElement).render(createElement(Grid))
