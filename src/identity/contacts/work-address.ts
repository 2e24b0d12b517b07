/**
 * Whether an address (normalised) may be one that an employer can read: every domain but those where people keep a
 * mailbox of their own. Asking once too often costs a tap, so a domain that nobody here knows counts as work.
 */
export function looksLikeWork(email: string): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1)
  return !personal.has(domain) && !worldwide.test(domain)
}

/** Names under which one provider has mailboxes in many countries. */
const worldwide =
  /^(gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|msn|aol|gmx|zoho)\.(com|co\.uk|ie|fr|de|es|it|nl|pl|pt|in|ca|co\.in|co\.za|com\.au|com\.br)$/

const personal = new Set(
  `icloud.com me.com mac.com mail.com windowslive.com passport.com
   proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.com tuta.io tutamail.com keemail.me
   fastmail.com fastmail.co.uk fastmail.fm hey.com posteo.de posteo.net mailbox.org startmail.com hushmail.com
   runbox.com disroot.org riseup.net duck.com mozmail.com inbox.com gmx.net gmx.us web.de mail.ru yandex.com yandex.ru
   wp.pl o2.pl onet.pl interia.pl seznam.cz abv.bg ukr.net freemail.hu libero.it orange.fr free.fr laposte.net
   qq.com 163.com 126.com naver.com rediffmail.com
   btinternet.com btopenworld.com bt.com talk21.com sky.com skymail.co.uk virginmedia.com virgin.net ntlworld.com
   blueyonder.co.uk talktalk.net talktalk.co.uk tiscali.co.uk lineone.net plus.com plus.net plusnet.com force9.co.uk
   orange.net orangehome.co.uk wanadoo.co.uk freeserve.co.uk fsmail.net o2.co.uk ee.co.uk vodafone.net three.co.uk
   zen.co.uk uwclub.net madasafish.com f2s.com idnet.com demon.co.uk supanet.com onetel.com postmaster.co.uk
   kcom.com karoo.co.uk eclipse.co.uk aaisp.net mypostoffice.co.uk waitrose.com totalise.co.uk cantab.net
   doctors.org.uk doctors.net.uk`.split(/\s+/),
)
