import { expect, test } from "vitest";
import { isPersonalMailbox } from "../../src/checks/personal-mailboxes.ts";

test.each([
  ...["gmail.com", "googlemail.com", "outlook.com", "outlook.de", "hotmail.com", "hotmail.co.uk", "live.com"],
  ...[
    "live.co.uk",
    "yahoo.com",
    "yahoo.fr",
    "yahoo.co.jp",
    "yahoo.com.br",
    "yahoo.ne.jp",
    "icloud.com",
    "me.com",
  ],
  ...[
    "proton.me",
    "protonmail.com",
    "gmx.de",
    "gmx.net",
    "gmx.co.uk",
    "web.de",
    "aol.com",
    "qq.com",
    "163.com",
  ],
  ...["mail.ru", "yandex.ru", "yandex.com.tr"],
])("%s is where people have private mailboxes", (domain) => {
  expect(isPersonalMailbox(domain)).toBe(true);
});

test.each([
  ...["example.com", "gmail.example.com", "notgmail.com", "gmail.com.example", "yahoo", "yahoo.example.com"],
  ...[
    "yahoo-inc.com",
    "live.example",
    "live.tv",
    "me.example",
    "mail.example.com",
    "outlook.example",
    "proton.ch",
  ],
  ...["", ".com", "gmx.consulting", "aol.acme.de"],
])("%j may be a company's own", (domain) => {
  expect(isPersonalMailbox(domain)).toBe(false);
});
