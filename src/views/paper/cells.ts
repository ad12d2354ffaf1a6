/** Moves to a cell of the grid, both counted from 0, as far as there is one. @returns whether there is */
export function goToCell(row: number, column: number): boolean {
  const cell = document.getElementById(cellId(row, column))
  cell?.focus()
  return cell !== null
}

export function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`
}
