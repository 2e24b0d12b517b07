import { html, type SafeHtml } from '#lib/html'
import type { Programme } from '#organisations'
import { layout } from '#web'
import { reach } from './reach.ts'

const title = 'Accessibility statement'

/** How far everybody can use these pages, in the form that the regulations for public bodies ask for. */
export const accessibilityPage = (programme: Programme, plain: boolean): SafeHtml => {
  const how = reach(programme)
  return layout({
    title,
    body: html`
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>This statement is about the pages of ${programme.name} at this web address, for people who book and for those who coach. ${programme.runBy && `They are run by ${programme.runBy}. `}We want everybody to be able to use them. You should be able to:</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>use every page with a keyboard alone, with a screen reader or with speech recognition</li>
        <li>zoom in to 400% without reading sideways</li>
        <li>use every page with JavaScript switched off; only a passkey needs it, and there are other ways to sign in</li>
        <li>change colours and letter sizes in your browser</li>
        <li>take as long as you need: a time that you choose is held for 10 minutes, and if it goes we show you times close to it</li>
      </ul>
      <p><a href="https://mcmw.abilitynet.org.uk" rel="noreferrer">AbilityNet</a> says how to make your device easier to use if you have a disability.</p>
      <h2 class="nhsuk-heading-m">Help with your session</h2>
      <p>When you book you can ask for captions, a British Sign Language or spoken language interpreter, a longer session, chat instead of speaking, or to have somebody with you. An interpreter needs 48 hours to arrange.</p>
      <h2 class="nhsuk-heading-m">Feedback and contact</h2>
      <p>${how ? html`If something is hard to use, or you need it in another form such as large print, easy read or audio, ${how}.` : 'If something is hard to use, or you need it in another form, tell whoever told you about this service.'}${relay(programme)} We answer within 5 working days.</p>
      <h2 class="nhsuk-heading-m">Enforcing it</h2>
      <p>The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with our answer, the <a href="https://www.equalityadvisoryservice.com" rel="noreferrer">Equality Advisory and Support Service</a> can advise you.</p>
      <h2 class="nhsuk-heading-m">How accessible these pages are</h2>
      <p>These pages are partially compliant with the Web Content Accessibility Guidelines version 2.2, level AA. We have found no failure of the guidelines ourselves, but no independent expert has checked the pages, and too few people who use assistive technology have tried them, for us to say that they comply in full.</p>
      <h3 class="nhsuk-heading-s">What is not accessible, or not yet</h3>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>the pages are in English only${plain ? html`, but for <a href="/plain">one page about the service in easy read and other languages</a>` : ''}</li>
        <li>there is no video in British Sign Language about the service yet</li>
      </ul>
      <h3 class="nhsuk-heading-s">What the regulations do not cover</h3>
      <p>Where a video session takes place in your coach’s own video room, we do not control how accessible that is. A phone session avoids it.</p>
      <h3 class="nhsuk-heading-s">What would be too much of a burden</h3>
      <p>We claim this for nothing.</p>
      <h2 class="nhsuk-heading-m">How we check, and what we do next</h2>
      <p>Every page for people who book or coach is checked whenever we change anything: by a program that looks for failures (axe), for whether the Tab key reaches all there is to press and fill in, at a width of 320 pixels, and with JavaScript off. Booking a session is done from the first page to the last by keyboard alone. We will have an independent expert and people who use assistive technology try the pages, and say here what they find.</p>
      <p>This statement was prepared on 23 November 2026 and last reviewed on 26 November 2026. It will be reviewed by 26 November 2027.</p>
    `,
  })
}

const relay = ({ phone }: Programme) => phone && html` By text relay, call 18001 and then ${phone}.`
