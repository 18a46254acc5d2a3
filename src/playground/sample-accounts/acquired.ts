import type { Story } from "./account.ts";

/** Tidewater, bought three weeks ago; nobody has rolled the member role out to its accounts yet. */
export const acquired: Story = (daysAgo) => [
  {
    // The whole sales team knows the root password, and somebody used it the day before yesterday.
    id: "599999999999",
    name: "tidewater-crm",
    email: "it@tidewater.example",
    securityContact: undefined,
    joinedMethod: "INVITED",
    joinedAt: daysAgo(20),
    root: { password: { createdAt: new Date("2017-05-05T05:05:05Z"), lastUsedAt: daysAgo(2) } },
  },
  {
    // Everything that can be wrong at once.
    id: "598989898989",
    name: "tidewater-shop",
    email: "tidewater.shop@hotmail.com",
    ou: "Acquired/Tidewater",
    securityContact: undefined,
    contactInformation: {},
    joinedMethod: "INVITED",
    joinedAt: daysAgo(20),
    root: {
      password: { createdAt: new Date("2016-02-01T08:00:00Z"), lastUsedAt: daysAgo(0.2) },
      accessKeys: [
        {
          id: "AKIATIDEWATERSHOP001",
          createdAt: new Date("2016-02-03T08:00:00Z"),
          lastUsed: { at: daysAgo(40), region: "us-east-1", service: "s3" },
        },
        { id: "AKIATIDEWATERSHOP002", createdAt: new Date("2018-09-20T08:00:00Z") },
      ],
      signingCertificates: [
        { id: "SHOPCERT2016EXAMPLEROOTOFSHOP001", uploadedAt: new Date("2016-02-03T09:00:00Z") },
      ],
    },
  },
  {
    // Its goods are sold and the account is on its way out.
    id: "597979797979",
    name: "tidewater-warehouse",
    email: "warehouse@tidewater.example",
    ou: "Acquired/Tidewater",
    state: "PENDING_CLOSURE",
    joinedMethod: "INVITED",
    joinedAt: daysAgo(20),
    root: { password: { createdAt: new Date("2017-08-15T05:05:05Z") } },
  },
];
