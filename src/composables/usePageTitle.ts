import { watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'

/** Sets the page's title, also while it changes; with `hasError` it begins with “Error:”. */
export function usePageTitle(title: () => string, hasError: () => boolean = () => false): void {
  const { t } = useI18n()
  watchEffect(() => {
    document.title = t(hasError() ? 'app.pageTitleWithError.title' : 'app.pageTitle.title', { title: title() })
  })
}
