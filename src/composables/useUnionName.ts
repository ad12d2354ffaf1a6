import { useI18n } from 'vue-i18n'
import { isExample, type Union } from '@/domain/assessment'

/** What a union is called on the screens: the example says everywhere that it is one. */
export function useUnionName() {
  const { t } = useI18n()

  function unionName(union: Union): string {
    if (isExample(union)) return t('round.exampleUnion.label', { name: union.name })
    return union.name || t('round.unnamedUnion.label')
  }

  return { unionName }
}
