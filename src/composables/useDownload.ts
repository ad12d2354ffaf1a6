/** Hands a text to the person as a JSON file; `null` hands over nothing. */
export function useDownload() {
  function download(file: { readonly name: string; readonly text: string } | null): void {
    if (!file) return
    const url = URL.createObjectURL(new Blob([file.text], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = url
    link.download = file.name
    link.click()
    // Some browsers read the file only after the click has been handled.
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
  return { download }
}
