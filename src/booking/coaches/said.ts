import { html, type SafeHtml } from '#lib/html'
import { paragraphsOf, type PublicPage } from '#coaches'

/** A coach's photo and their own words, as their provider accepted them. */
export const saidBy = ({ name }: { name: string }, { photo, biography }: PublicPage): SafeHtml =>
  html`${photo !== null && html`<p><img class="app-photo" src="/coaches/photos/${photo}" alt="${name}"></p>`}
  ${paragraphsOf(biography).map((part) => html`<p class="app-written">${part}</p>`)}`
