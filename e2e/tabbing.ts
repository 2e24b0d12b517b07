import type { Page } from 'playwright-core'

const most = 400

/**
 * What of a page the Tab key never comes to, as HTML, going round once from its top with everything opened that opens. Of radio
 * buttons one of each group is enough: the arrows lead to the others.
 */
export async function outOfReach(page: Page): Promise<string[]> {
  await page.evaluate(`(() => {
    for (const one of document.querySelectorAll('details')) one.open = true
    // Begins at the top also where a field has the focus from the first.
    const top = document.createElement('span')
    top.tabIndex = -1
    document.body.prepend(top)
    top.focus()
    top.remove()
    window.getSelection()?.removeAllRanges()
    window.reached = new Set()
    document.addEventListener('focusin', ({ target }) => window.reached.add(target))
  })()`)
  for (let pressed = 0, before = -1; pressed < most; pressed++) {
    await page.keyboard.press('Tab')
    const now = await page.evaluate<number>('document.activeElement === document.body ? 0 : window.reached.size')
    if (
      now === 0 ||
      (now === before && (await page.evaluate<boolean>('document.activeElement === [...window.reached][0]')))
    )
      break
    before = now
  }
  return page.evaluate<
    string[]
  >(`[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [onclick], [role=button]')]
    .filter((one) => !one.disabled && one.type !== 'hidden' && !one.closest('[aria-hidden=true]') && one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => !(one.type === 'radio' ? [...document.getElementsByName(one.name)].filter(({ form }) => form === one.form) : [one])
      .some((each) => window.reached.has(each)))
    .map((one) => one.outerHTML.slice(0, 200))`)
}
