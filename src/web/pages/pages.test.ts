import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { html } from '#lib/html'
import { button, errorSummary, input, radios } from '#nhsuk'
import { assertValidHtml } from '../../../testing/html.ts'
import { errorPage } from './errors.ts'
import { layout } from './layout.ts'
import { standingPage } from './standing.ts'

const question = layout({
  title: 'When suits you?',
  back: '/book/who',
  error: true,
  body: html`${errorSummary({ titleText: 'There is a problem', errorList: [{ text: 'Choose a time', href: '#slot' }] })}
    <form method="post" novalidate>
      ${radios({
        name: 'slot',
        idPrefix: 'slot',
        fieldset: { legend: { text: 'When suits you?', size: 'l', isPageHeading: true } },
        errorMessage: 'Choose a time',
        items: [
          { value: '1', text: 'Today, 6:30pm', hint: '3 coaches' },
          { value: '2', text: 'Another', conditional: { html: input({ name: 'when', label: 'When?', id: 'when' }) } },
        ],
      })}
      ${button({ text: 'Continue', preventDoubleClick: true })}
    </form>`,
})

describe('The pages of the frame', () => {
  it('are valid HTML: a question with errors, a coach’s page, and every page for what went wrong', async () => {
    await assertValidHtml(question.markup)
    const team = { name: 'Dev <Dev>' }
    await assertValidHtml(layout({ title: 'Today', wide: true, team, body: html`<h1>Today</h1>` }).markup)
    for (const status of [400, 403, 404, 405, 413, 415, 429, 500])
      for (const staff of [false, true])
        await assertValidHtml(errorPage({ status, staff, reference: 'ABCD2345' }).markup)
    const ifTooLarge = { words: 'Choose a file of 10 MB at most', back: '/team/times/calendar' }
    await assertValidHtml(errorPage({ status: 413, ifTooLarge }).markup)
    const helplines = [{ name: 'Samaritans', words: 'talk to someone', hours: 'all day', phone: '116 123' }]
    await assertValidHtml(standingPage({ phone: '0800 000 0000', helplines }).markup)
    await assertValidHtml(standingPage({}).markup)
  })

  it('say in the title that there is an error, what the page is and whose', () => {
    assert.match(question.markup, /<title>Error: When suits you\? – Looking After<\/title>/)
    const other = layout({ title: 'A & B', service: 'Another', body: html`` }).markup
    assert.match(other, /<title>A &amp; B – Another<\/title>/)
  })

  it('lead to urgent help and to the pages of the footer from everywhere', () => {
    const everywhere = [question, errorPage({ status: 500 }), standingPage({})]
    for (const { markup } of everywhere)
      for (const path of ['/urgent-help', '/privacy', '/cookies', '/accessibility', '/booking'])
        assert.ok(markup.includes(`href="${path}"`), path)
  })

  it('give a coach the way to Today and out, and nobody else', () => {
    const team = layout({ title: 'Today', team: { name: 'Dev' }, body: html`` }).markup
    assert.match(team, /href="\/team\/today"[^]*action="\/team\/sign-out"/)
    assert.ok(!question.markup.includes('/team/'))
  })

  it('speak to staff of no booking of theirs, and lead them to their own first page', () => {
    for (const status of [400, 403, 404, 405, 413, 429, 500]) {
      const body = /<main[^]*<\/main>/.exec(errorPage({ status, staff: true }).markup)![0]
      assert.doesNotMatch(body, /booking|appointment|href="\/"/, String(status))
      assert.match(body, /href="\/team"/)
    }
  })

  it('give the reference of a fault, and none where nothing is at fault here', () => {
    assert.match(errorPage({ status: 500, reference: 'ABCD2345' }).markup, /ABCD2345/)
    assert.ok(!errorPage({ status: 404, reference: 'ABCD2345' }).markup.includes('ABCD2345'))
  })

  it('say while the database is away that bookings stand, and whom to call', () => {
    const helplines = [
      { name: 'Samaritans', words: 'talk to someone', phone: '116 123', textTo: null },
      { name: 'Shout', words: 'Text the word SHOUT.', phone: null, textTo: '85258' },
    ]
    const { markup } = standingPage({ phone: '0800 123 4567', helplines })
    assert.match(markup, /your booking stands/)
    assert.match(markup, /Text the word SHOUT\. Text <a href="sms:85258">85258<\/a>/)
    assert.match(markup, /href="tel:08001234567"/)
    assert.match(markup, /href="tel:116123"/)
  })

  it('carry no script and no style in the markup', () => {
    for (const { markup } of [question, errorPage({ status: 404 }), standingPage({})])
      assert.ok(!/ style=| on\w+=|<style|<script(?! type="module" src)/.test(markup))
  })
})
