import type { Page } from 'playwright-core'

const marked = 'data-reached'

/**
 * What of a page the Tab key never comes to, as HTML, going from its top as often as there are things to come to. Of radio buttons one
 * of each group is enough: the arrows lead to the others.
 */
export async function outOfReach(page: Page): Promise<string[]> {
  const many = await page.evaluate<number>(`(() => {
    document.activeElement?.blur()
    window.getSelection()?.removeAllRanges()
    document.addEventListener('focusin', ({ target }) => target.setAttribute('${marked}', ''))
    return (${actionable}).length
  })()`)
  for (let n = 0; n <= many; n++) await page.keyboard.press('Tab')
  return page.evaluate<string[]>(`(${actionable})
    .filter((one) => !(one.type === 'radio' ? [...document.getElementsByName(one.name)] : [one]).some((each) => each.hasAttribute('${marked}')))
    .map((one) => one.outerHTML.slice(0, 200))`)
}

/** Everything on a page that somebody may press, follow, open or fill in, in the page's own words. */
const actionable = `[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [onclick], [role=button]')]
  .filter((one) => !one.disabled && !one.closest('[aria-hidden=true]') && one.type !== 'hidden' && one.checkVisibility({ visibilityProperty: true }))`
