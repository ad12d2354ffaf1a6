import { inject, ref, type InjectionKey, type Ref } from 'vue'

/** What the notices of the app above a screen say already, for parts that would repeat it or say otherwise. */
export interface NoticesAbove {
  /** One of them offers to read again what is stored. */
  readonly offerRetry: Readonly<Ref<boolean>>
  /** What is stored could not be read, and one of them says so. */
  readonly tellOfFailure: Readonly<Ref<boolean>>
  /** One of them says that what is stored is gone, or that this tab stores no more. */
  readonly tellOfTrouble: Readonly<Ref<boolean>>
}

export const NOTICES_ABOVE: InjectionKey<NoticesAbove> = Symbol('notices above')

const NONE: NoticesAbove = { offerRetry: ref(false), tellOfFailure: ref(false), tellOfTrouble: ref(false) }

export const useNoticesAbove = () => inject(NOTICES_ABOVE, NONE)
