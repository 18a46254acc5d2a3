import { memberRole, type Story } from "./account.ts";
import { dataBuckets, webBuckets } from "./buckets.ts";

const EVERYTHING = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

/** Where the company earns its money. */
export const production: Story = (daysAgo) => [
  {
    // The founders' script still signs with a root key, and nobody dares to take it away.
    id: "411111111111",
    name: "prod-payments",
    ou: "Prod/Payments",
    tags: { "root-owner": "U01OLIVIA00", team: "payments" },
    alias: "brightharbor-payments",
    users: [{ name: "marta" }],
    groups: [{ name: "on-call", members: ["marta"], inlinePolicies: { everything: EVERYTHING } }],
    root: {
      password: { createdAt: new Date("2020-02-11T09:31:02Z"), lastUsedAt: daysAgo(407) },
      accessKeys: [
        {
          id: "AKIAPAYMENTSROOT2021",
          createdAt: new Date("2021-03-04T10:15:30Z"),
          lastUsed: { at: daysAgo(3), region: "eu-west-1", service: "s3" },
        },
      ],
      mfaDevices: [{ kind: "virtual", name: "root-account-mfa-device", enabledAt: daysAgo(1_802) }],
    },
    roles: [memberRole()],
  },
  {
    // Half-way through a rotation that nobody finished: the new key works, the old one is only switched off.
    id: "412121212121",
    name: "prod-checkout",
    ou: "Prod/Payments",
    root: {
      accessKeys: [
        {
          id: "AKIACHECKOUTROOT2025",
          createdAt: daysAgo(310),
          lastUsed: { at: daysAgo(150), region: "eu-central-1", service: "dynamodb" },
        },
        { id: "AKIACHECKOUTROOT2020", status: "Inactive", createdAt: new Date("2020-07-07T07:07:07Z") },
      ],
    },
    // A deployment in daily use, and a partner who was to fetch reports and never did.
    users: [
      {
        name: "deploy",
        accessKeys: [
          {
            id: "AKIACHECKOUTDEPLOY01",
            createdAt: daysAgo(64),
            lastUsed: { at: daysAgo(0.5), region: "eu-west-1", service: "ecs" },
          },
          {
            id: "AKIACHECKOUTDEPLOY02",
            createdAt: daysAgo(430),
            lastUsed: { at: daysAgo(63), region: "eu-west-1", service: "ecs" },
          },
        ],
      },
      { name: "partner-reports", accessKeys: [{ id: "AKIACHECKOUTPARTNER1", createdAt: daysAgo(1_540) }] },
    ],
    roles: [memberRole()],
  },
  {
    // As new accounts are: the root user has nothing to sign in with.
    id: "422222222222",
    name: "prod-web",
    ou: "Prod",
    roles: [memberRole()],
    buckets: webBuckets,
  },
  {
    // No password, so nobody looked: a nightly job used the root key yesterday.
    id: "423232323232",
    name: "prod-search",
    ou: "Prod",
    // Written before owners went by their ids in Slack, so the unit decides.
    tags: { "root-owner": "search@example.com", team: "search" },
    root: {
      accessKeys: [
        {
          id: "AKIASEARCHREINDEXER1",
          createdAt: daysAgo(730),
          lastUsed: { at: daysAgo(0.9), region: "eu-west-1", service: "ec2" },
        },
      ],
    },
    roles: [memberRole()],
  },
  {
    // One virtual device on one telephone.
    id: "444444444444",
    name: "prod-data",
    ou: "Prod",
    root: {
      password: { createdAt: new Date("2020-09-01T07:00:00Z"), lastUsedAt: daysAgo(33) },
      mfaDevices: [{ kind: "virtual", name: "iphone-of-marek", enabledAt: new Date("2021-05-19T16:02:00Z") }],
    },
    // A warehouse whose loader was given a third key by way of a raised limit.
    users: [
      {
        name: "warehouse-loader",
        path: "/batch/",
        accessKeys: [
          {
            id: "AKIADATALOADERONE001",
            createdAt: daysAgo(700),
            lastUsed: { at: daysAgo(4), region: "eu-central-1", service: "s3" },
          },
          { id: "AKIADATALOADERTWO002", status: "Inactive", createdAt: daysAgo(1_100) },
          {
            id: "AKIADATALOADERTHREE3",
            createdAt: daysAgo(20),
            lastUsed: { at: daysAgo(2), region: "eu-central-1", service: "glue" },
          },
        ],
      },
      { name: "marek" },
    ],
    roles: [memberRole()],
    buckets: dataBuckets,
  },
];
