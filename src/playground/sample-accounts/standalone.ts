import { memberRole, type Story } from "./account.ts";

const letter = (by: string, at: Date) => ({ by, at });

/** What was never taken into the organization, though rootcheck was let in. */
export const standalone: Story = (daysAgo) => [
  {
    // The agency that built the shop is gone; its account pays by a card that still works, and has a Support plan.
    id: "855500005555",
    name: "old-agency",
    email: "aws@agency.example",
    inOrganization: false,
    joinedMethod: "INVITED",
    securityContact: undefined,
    billingContact: { name: "Accounts payable", email: "billing@agency.example" },
    root: { password: { createdAt: new Date("2017-03-01T08:00:00Z") } },
    roles: [memberRole()],
    support: {
      hasPlan: true,
      cases: [
        {
          submittedBy: "aws@agency.example",
          createdAt: daysAgo(81),
          letters: [
            letter("Amazon Web Services", daysAgo(79)),
            letter("Administrator (Role) <mara.lind@agency.example>", daysAgo(80)),
            letter("aws@agency.example", daysAgo(81)),
          ],
        },
        { submittedBy: "aws@agency.example", createdAt: daysAgo(150), isResolved: false },
        { submittedBy: "AWS@agency.example", createdAt: daysAgo(240) },
        { submittedBy: "aws@agency.example", createdAt: daysAgo(420), copied: ["j.doe@agency.example"] },
      ],
    },
  },
  {
    // Somebody's trial of years ago, without a Support plan: nothing tells whose mailbox it is.
    id: "866600006666",
    name: "trial-2019",
    email: "someone@mail.example",
    inOrganization: false,
    joinedMethod: "INVITED",
    securityContact: undefined,
    contactInformation: undefined,
    root: { password: { createdAt: new Date("2019-09-09T08:00:00Z") } },
    roles: [memberRole()],
  },
];
