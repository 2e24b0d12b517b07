import { html, type SafeHtml } from '#lib/html'
import type { Programme } from '#organisations'
import { layout } from '#web'
import { reach } from './reach.ts'

const title = 'Accessibility'

/** How far everybody can use these pages, what is known not to be good enough, and how to say so. */
export const accessibilityPage = (programme: Programme): SafeHtml => {
  const how = reach(programme)
  return layout({
    title,
    body: html`
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>We want everybody to be able to book and use this service. You should be able to:</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>use every page with a keyboard alone, with a screen reader or with speech recognition</li>
        <li>zoom in to 400% without reading sideways</li>
        <li>use every page with JavaScript switched off</li>
        <li>change colours and letter sizes in your browser</li>
        <li>take as long as you need: a time that you choose is held for 10 minutes, and if it goes we show you times close to it</li>
      </ul>
      <h2 class="nhsuk-heading-m">Help with your session</h2>
      <p>When you book you can ask for captions, a British Sign Language or spoken language interpreter, a longer session, chat instead of speaking, or to have somebody with you. An interpreter needs 48 hours to arrange.</p>
      <h2 class="nhsuk-heading-m">How accessible these pages are</h2>
      <p>We aim to meet the Web Content Accessibility Guidelines version 2.2 at level AA. We check our pages ourselves, with automatic tools and by keyboard. They have not yet been checked by an independent expert, nor tried by enough people who use assistive technology, so we do not claim that they meet it in full.</p>
      <p>What we know is not good enough:</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>the pages are in English only</li>
        <li>a video session takes place in your coach’s own video room, whose accessibility we do not control; a phone session avoids it</li>
        <li>there is no video in British Sign Language about the service yet</li>
      </ul>
      <h2 class="nhsuk-heading-m">Tell us</h2>
      <p>${how ? html`If something is hard to use, or you need it in another form, ${how}.` : 'If something is hard to use, or you need it in another form, tell whoever told you about this service.'}${relay(programme)}</p>
      <p>If you are not happy with our answer, the <a href="https://www.equalityadvisoryservice.com" rel="noreferrer">Equality Advisory and Support Service</a> can advise you.</p>
      <p>This statement was prepared on 23 November 2026.</p>
    `,
  })
}

const relay = ({ phone }: Programme) => phone && html` By text relay, call 18001 and then ${phone}.`
