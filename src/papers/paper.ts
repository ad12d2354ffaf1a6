/** A paper to take away, before it becomes a file of any kind. All words are finished; renderers only escape and lay out. */
export interface Paper {
  /** BCP 47 tag and direction of the words. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly title: string
  readonly blocks: readonly Block[]
  /** Meant for one side of paper: everything is a little smaller there. */
  readonly isOneSide: boolean
  /** Small print at the end of every page, where the format has pages. */
  readonly footer: string
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly look?: 'lead' | 'soft' | 'strong' }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly string[] }
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'figure'; readonly figure: Figure }
  | { readonly kind: 'photo'; readonly photo: PaperPhoto }
  | { readonly kind: 'pageBreak' }

/** A drawing with its text alternative. The SVG is our own, complete, with a viewBox; it names no outside thing. */
export interface Figure {
  readonly svg: string
  /** In pixels, the size of the viewBox. */
  readonly width: number
  readonly height: number
  readonly alternative: string
}

/** A photo: a JPEG that holds nothing but the picture. What it shows stands below it, and is its text alternative. */
export interface PaperPhoto {
  readonly bytes: ArrayBuffer
  /** In pixels. */
  readonly width: number
  readonly height: number
  readonly words: string
}

/** One sheet of a workbook, or one CSV file. A number stays a number; `null` is an empty cell. */
export interface Sheet {
  /** At most 31 characters, without : \ / ? * [ ] */
  readonly name: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** One entry of a calendar: a whole day. */
export interface DueDate {
  /** Stays the same from one export to the next. */
  readonly id: string
  /** ISO date. */
  readonly date: string
  readonly title: string
  readonly description: string
}

/** A file ready to be handed over. */
export interface PaperFile {
  readonly name: string
  readonly type: string
  readonly content: Blob
}
