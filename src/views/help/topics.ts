import { keyRows, type KeyRow } from './keys'

/** A piece of a topic, in the order of reading. */
export type Block =
  | { readonly kind: 'text' | 'heading'; readonly text: string }
  /** A way to a screen, by the name of its address. */
  | { readonly kind: 'link'; readonly text: string; readonly to: string }
  | { readonly kind: 'list' | 'steps'; readonly items: readonly string[] }
  | { readonly kind: 'keys'; readonly rows: readonly KeyRow[] }

/** One topic of the guide. Its id is the part of the address after the second #. */
export interface Topic {
  readonly id: string
  readonly title: string
  /** What people may look for that its words do not say: found by the search, never shown. */
  readonly also: string
  readonly blocks: readonly Block[]
}

const text = (words: string): Block => ({ kind: 'text', text: words })
const heading = (words: string): Block => ({ kind: 'heading', text: words })
const link = (words: string, to: string): Block => ({ kind: 'link', text: words, to })
const list = (...items: readonly string[]): Block => ({ kind: 'list', items })
const steps = (...items: readonly string[]): Block => ({ kind: 'steps', items })

/** The guide in the language of the screen. The keys stand here in full, so that a missing or idle message is found. */
export function guideTopics(t: (key: string) => string): readonly Topic[] {
  return [
    {
      id: 'data',
      title: t('help.data.title'),
      also: t('help.data.also.label'),
      blocks: [
        text(t('help.data.what.message')),
        text(t('help.data.examples.message')),
        list(
          t('help.data.members.label'),
          t('help.data.pay.label'),
          t('help.data.survey.label'),
          t('help.data.case.label'),
          t('help.data.mapping.label'),
          t('help.data.rota.label'),
          t('help.data.minutes.label'),
        ),
        text(t('help.data.protected.message')),
        text(t('help.data.care.message')),
      ],
    },
    {
      id: 'round',
      title: t('help.round.title'),
      also: t('help.round.also.label'),
      blocks: [
        text(t('help.round.what.message')),
        steps(
          t('help.round.start.message'),
          t('help.round.answer.message'),
          t('help.round.check.message'),
          t('help.round.seal.message'),
          t('help.round.results.message'),
        ),
        text(t('help.round.forms.message')),
        text(t('help.round.stop.message')),
        text(t('help.round.draft.message')),
        text(t('help.round.sealed.message')),
      ],
    },
    {
      id: 'levels',
      title: t('help.levels.title'),
      also: t('help.levels.also.label'),
      blocks: [
        text(t('help.levels.rule.message')),
        text(t('help.levels.today.message')),
        text(t('help.levels.dontKnow.message')),
        text(t('help.levels.notApplicable.message')),
        text(t('help.levels.blank.message')),
        text(t('help.levels.top.message')),
        text(t('help.levels.unaware.message')),
      ],
    },
    {
      id: 'check',
      title: t('help.check.title'),
      also: t('help.check.also.label'),
      blocks: [
        text(t('help.check.what.message')),
        text(t('help.check.steps.message')),
        list(
          t('help.check.step0.label'),
          t('help.check.step1.label'),
          t('help.check.step2.label'),
          t('help.check.step3.label'),
        ),
        text(t('help.check.rule.message')),
        text(t('help.check.duty.message')),
        text(t('help.check.critical.message')),
        text(t('help.check.bands.message')),
        list(
          t('help.check.startHere.label'),
          t('help.check.gettingGoing.label'),
          t('help.check.onCourse.label'),
          t('help.check.strong.label'),
        ),
        text(t('help.check.coverage.message')),
        text(t('help.check.noGrade.message')),
        text(t('help.check.dontKnow.message')),
        text(t('help.check.settle.message')),
        text(t('help.check.advice.message')),
      ],
    },
    {
      id: 'figures',
      title: t('help.figures.title'),
      also: t('help.figures.also.label'),
      blocks: [
        text(t('help.figures.mean.message')),
        text(t('help.figures.stage.message')),
        text(t('help.figures.secure.message')),
        text(t('help.figures.dontKnow.message')),
        text(t('help.figures.coverage.message')),
        list(
          t('help.figures.firm.message'),
          t('help.figures.provisional.message'),
          t('help.figures.notEnough.message'),
        ),
        text(t('help.figures.short.message')),
        text(t('help.figures.overall.message')),
        text(t('help.figures.workedOut.message')),
      ],
    },
    {
      id: 'plan',
      title: t('help.plan.title'),
      also: t('help.plan.also.label'),
      blocks: [
        text(t('help.plan.what.message')),
        text(t('help.plan.order.message')),
        text(t('help.plan.status.message')),
        text(t('help.plan.papers.message')),
      ],
    },
    {
      id: 'compare',
      title: t('help.compare.title'),
      also: t('help.compare.also.label'),
      blocks: [
        text(t('help.compare.what.message')),
        text(t('help.compare.like.message')),
        text(t('help.compare.change.message')),
        text(t('help.compare.fell.message')),
        text(t('help.compare.file.message')),
        text(t('help.compare.review.message')),
      ],
    },
    {
      id: 'workshop',
      title: t('help.workshop.title'),
      also: t('help.workshop.also.label'),
      blocks: [
        text(t('help.workshop.what.message')),
        text(t('help.workshop.kit.message')),
        link(t('help.workshop.kit.label'), 'kit'),
        text(t('help.workshop.prepare.message')),
        text(t('help.workshop.alone.message')),
        link(t('help.workshop.prepare.label'), 'room-new'),
        text(t('help.workshop.gather.message')),
        text(t('help.workshop.groups.message')),
      ],
    },
    {
      id: 'photos',
      title: t('help.photos.title'),
      also: t('help.photos.also.label'),
      blocks: [
        text(t('help.photos.what.message')),
        text(t('help.photos.small.message')),
        text(t('help.photos.words.message')),
        text(t('help.photos.papers.message')),
        text(t('help.photos.room.message')),
        text(t('help.photos.heic.message')),
      ],
    },
    {
      id: 'respond',
      title: t('help.respond.title'),
      also: t('help.respond.also.label'),
      blocks: [
        text(t('help.respond.what.message')),
        steps(
          t('help.respond.open.message'),
          t('help.respond.answer.message'),
          t('help.respond.give.message'),
          t('help.respond.change.message'),
        ),
        text(t('help.respond.holds.message')),
        link(t('help.respond.go.label'), 'respond'),
      ],
    },
    {
      id: 'privacy',
      title: t('help.privacy.title'),
      also: t('help.privacy.also.label'),
      blocks: [
        text(t('help.privacy.here.message')),
        text(t('help.privacy.policy.message')),
        text(t('help.privacy.offline.message')),
        text(t('help.privacy.others.message')),
        text(t('help.privacy.data.message')),
        link(t('app.footer.data.label'), 'data'),
        text(t('help.privacy.deleting.message')),
      ],
    },
    {
      id: 'files',
      title: t('help.files.title'),
      also: t('help.files.also.label'),
      blocks: [
        text(t('help.files.what.message')),
        text(t('help.files.checked.message')),
        text(t('help.files.copy.message')),
        text(t('help.files.open.message')),
        link(t('help.files.go.label'), 'open'),
        text(t('help.files.paper.message')),
        text(t('help.files.lock.message')),
      ],
    },
    {
      id: 'shared',
      title: t('help.shared.title'),
      also: t('help.shared.also.label'),
      blocks: [
        text(t('help.shared.what.message')),
        text(t('help.shared.file.message')),
        text(t('help.shared.erase.message')),
      ],
    },
    {
      id: 'install',
      title: t('help.install.title'),
      also: t('help.install.also.label'),
      blocks: [
        text(t('help.install.what.message')),
        text(t('help.install.same.message')),
        list(
          t('help.install.computer.message'),
          t('help.install.android.message'),
          t('help.install.iphone.message'),
          t('help.install.mac.message'),
          t('help.install.firefox.message'),
        ),
        text(t('help.install.apple.message')),
        text(t('help.install.week.message')),
        text(t('help.install.remove.message')),
      ],
    },
    {
      id: 'keyboard',
      title: t('help.keyboard.title'),
      also: t('help.keyboard.also.label'),
      blocks: [
        text(t('help.keyboard.what.message')),
        { kind: 'keys', rows: keyRows(t) },
        text(t('help.keyboard.digits.message')),
      ],
    },
    {
      id: 'accessibility',
      title: t('help.accessibility.title'),
      also: t('help.accessibility.also.label'),
      blocks: [
        text(t('help.accessibility.aim.message')),
        heading(t('help.accessibility.done.title')),
        list(
          t('help.accessibility.native.message'),
          t('help.accessibility.colour.message'),
          t('help.accessibility.charts.message'),
          t('help.accessibility.time.message'),
          t('help.accessibility.settings.message'),
        ),
        heading(t('help.accessibility.tested.title')),
        list(
          t('help.accessibility.axe.message'),
          t('help.accessibility.byKeyboard.message'),
          t('help.accessibility.narrow.message'),
          t('help.accessibility.rightToLeft.message'),
          t('help.accessibility.browser.message'),
        ),
        heading(t('help.accessibility.untested.title')),
        list(
          t('help.accessibility.readers.message'),
          t('help.accessibility.browsers.message'),
          t('help.accessibility.voice.message'),
          t('help.accessibility.modes.message'),
        ),
        heading(t('help.accessibility.limits.title')),
        list(
          t('help.accessibility.radar.message'),
          t('help.accessibility.tables.message'),
          t('help.accessibility.language.message'),
        ),
        heading(t('help.accessibility.tell.title')),
        text(t('help.accessibility.tell.message')),
      ],
    },
  ]
}

/** All words of a topic below its title, for the search. */
export function textOf({ blocks }: Topic): string {
  return blocks
    .flatMap((block) => {
      if (block.kind === 'keys') return block.rows.flatMap(({ keys, does, where }) => [...keys, does, where])
      return 'items' in block ? block.items : [block.text]
    })
    .join('\n')
}
