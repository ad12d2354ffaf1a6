/** Keys that do the same, what they do, and where they do it. */
export interface KeyRow {
  readonly keys: readonly string[]
  readonly does: string
  readonly where: string
}

/** The keys that exist today. What a screen takes for its own is in QuestionView, OptionList, GlossaryText and PaperRow. */
export function keyRows(t: (key: string) => string): readonly KeyRow[] {
  const everywhere = t('help.keys.everywhere.label')
  const onQuestion = t('help.keys.onQuestion.label')
  const inSheets = t('help.keys.inSheets.label')
  return [
    { keys: [t('help.keys.tab.name')], does: t('help.keys.tab.message'), where: everywhere },
    { keys: [t('help.keys.shiftTab.name')], does: t('help.keys.shiftTab.message'), where: everywhere },
    { keys: [t('help.keys.enter.name')], does: t('help.keys.enter.message'), where: everywhere },
    { keys: [t('help.keys.space.name')], does: t('help.keys.space.message'), where: everywhere },
    { keys: [t('help.keys.escape.name')], does: t('help.keys.escape.message'), where: t('help.keys.onTop.label') },
    { keys: [t('help.keys.arrows.name')], does: t('help.keys.arrows.message'), where: t('help.keys.among.label') },
    {
      keys: [t('help.keys.digits.name')],
      does: t('help.keys.digits.message'),
      where: t('help.keys.amongLevels.label'),
    },
    { keys: [t('help.keys.sheetDigits.name')], does: t('help.keys.sheetDigits.message'), where: inSheets },
    { keys: [t('help.keys.sheetMoves.name')], does: t('help.keys.sheetMoves.message'), where: inSheets },
    { keys: [t('help.keys.backspace.name')], does: t('help.keys.backspace.message'), where: inSheets },
    {
      keys: [t('help.keys.ctrlEnter.name'), t('help.keys.cmdEnter.name')],
      does: t('help.keys.goOn.message'),
      where: onQuestion,
    },
    {
      keys: [t('help.keys.ctrlS.name'), t('help.keys.cmdS.name')],
      does: t('help.keys.copy.message'),
      where: onQuestion,
    },
    { keys: [t('help.keys.arrows.name')], does: t('help.keys.scroll.message'), where: t('help.keys.inTable.label') },
  ]
}
