/** Names that mean a provider of private mailboxes under every ending: yahoo.fr, hotmail.co.uk, gmx.net. */
const BRANDS = ["yahoo", "ymail", "rocketmail", "hotmail", "googlemail", "aol", "gmx", "yandex", "rambler"];
const ENDING = /^(?:com|net|[a-z]{2}|com?\.[a-z]{2}|ne\.jp)$/;

/** The others by their whole domain: under another ending the same word may be a company's own. */
const DOMAINS: ReadonlySet<string> = new Set(
  `
  gmail.com icloud.com me.com mac.com msn.com fastmail.com fastmail.fm hey.com mail.com zoho.com zohomail.com
  outlook.com outlook.at outlook.be outlook.cl outlook.cz outlook.de outlook.dk outlook.es outlook.fr outlook.hu
  outlook.ie outlook.in outlook.it outlook.jp outlook.kr outlook.lv outlook.my outlook.ph outlook.pt outlook.sa
  outlook.sg outlook.sk outlook.com.ar outlook.com.au outlook.com.br outlook.com.gr outlook.com.tr outlook.com.vn
  outlook.co.id outlook.co.il outlook.co.th
  live.com live.at live.be live.ca live.cl live.cn live.de live.dk live.fi live.fr live.hk live.ie live.in live.it
  live.jp live.nl live.no live.ru live.se live.co.uk live.co.za live.com.ar live.com.au live.com.mx live.com.pt
  live.com.sg
  proton.me pm.me protonmail.com protonmail.ch tuta.com tuta.io tutamail.com tutanota.com tutanota.de
  web.de freenet.de t-online.de posteo.de mailbox.org bluewin.ch
  orange.fr wanadoo.fr laposte.net free.fr sfr.fr libero.it virgilio.it btinternet.com
  seznam.cz wp.pl o2.pl onet.pl interia.pl ukr.net mail.ru bk.ru inbox.ru list.ru internet.ru ya.ru
  qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com aliyun.com
  naver.com daum.net hanmail.net rediffmail.com uol.com.br bol.com.br terra.com.br
  comcast.net verizon.net att.net sbcglobal.net cox.net bellsouth.net bigpond.com
  `
    .trim()
    .split(/\s+/),
);

/** Whether a domain, in lower case, is one where people have their private mailboxes. */
export function isPersonalMailbox(domain: string): boolean {
  const dot = domain.indexOf(".");
  const isBrand = BRANDS.includes(domain.slice(0, dot)) && ENDING.test(domain.slice(dot + 1));
  return isBrand || DOMAINS.has(domain);
}
