import { memberRole, type Story } from "./account.ts";

/** Where everybody may try things, under whatever name they like. */
export const sandbox: Story = (daysAgo) => [
  {
    // Opened by one person for a paper; the password is all that guards it.
    id: "555555555555",
    name: "sandbox-research",
    email: "lena.fischer@example.com",
    ou: "Sandbox",
    root: { password: { createdAt: new Date("2023-01-16T13:20:09Z"), lastUsedAt: daysAgo(5) } },
    roles: [memberRole()],
    // A test that makes a bucket a run, and never clears one away.
    generatedBuckets: { count: 25_000, prefix: "lena-test" },
  },
  {
    // The interns' mailbox is a private one, and nobody is named to be told.
    id: "556565656565",
    name: "interns-playroom",
    email: "brightharbor.interns@gmail.com",
    securityContact: undefined,
    contactInformation: { fullName: "The interns" },
    ou: "Sandbox",
    roles: [memberRole()],
  },
  {
    // Named by somebody who wanted to see what a dashboard makes of it.
    id: "510101010101",
    name: '<!channel> & "x" *y* `z`',
    ou: "Sandbox",
    roles: [memberRole()],
  },
  {
    // As long as a name may be, with what turns text round and what is wider than a letter.
    id: "520202020202",
    name: "🚢 harbor \u202Etset\u202C – the very long account of team Ö",
    email: "aws+team-oe@example.com",
    ou: "Sandbox/Teams",
    roles: [memberRole()],
  },
  {
    // Unpaid, because nobody remembered whose card it was.
    id: "588888888888",
    name: "closed-experiment",
    ou: "Sandbox",
    state: "SUSPENDED",
    root: { password: { createdAt: new Date("2022-04-04T04:04:04Z") } },
    roles: [memberRole()],
  },
  {
    // Gone for good, listed for a while.
    id: "589898989898",
    name: "old-website",
    ou: "Closing",
    state: "CLOSED",
    root: { password: { createdAt: new Date("2018-04-04T04:04:04Z") } },
  },
  {
    // Ordered for the new branch; nobody has clicked the link in the mail yet.
    id: "590909090909",
    name: "branch-lisbon",
    state: "PENDING_ACTIVATION",
  },
];
