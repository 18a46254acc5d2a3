import type { AccountSpecification } from "../../local-aws/account.ts";
import { SECURITY_TOOLING } from "./account.ts";

type Buckets = NonNullable<AccountSpecification["buckets"]>;

/** Tidewater's shop system writes here; its account lets nobody in. */
const TIDEWATER_CRM = "599999999999";
const TIDEWATER_SHOP = "598989898989";
/** An account of AWS's own, which writes the logs of everybody's accounts. */
const LOG_WRITER = "7c6f1d0a9b3e58c24f7a0d6b1e93c85f2a4d7b06e1c9f8a35d2b4e7c0a6f9d13";
/** The agency that made the pictures; no account of the company has this id. */
const AGENCY = "d41f8e6a0b9c3d72e5f1a4b8c6d09e7f3a2b1c5d8e4f7a6b9c0d3e2f1a5b8c7d";
const EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers";
const LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";

/** Where other accounts leave what security wants to see. */
export const dropBoxes: Buckets = [
  {
    name: "brightharbor-drop-box",
    region: "eu-west-1",
    ownership: "ObjectWriter",
    objects: [
      { key: `${TIDEWATER_CRM}/exports/2026-11-01.csv`, owner: TIDEWATER_CRM },
      { key: `${TIDEWATER_CRM}/exports/2026-11-08.csv`, owner: TIDEWATER_CRM },
      { key: `AWSLogs/${TIDEWATER_SHOP}/flow.log`, owner: LOG_WRITER },
      { key: "readme.txt" },
    ],
  },
];

/** What the web site shows; an agency wrote much of it, years ago. */
export const webBuckets: Buckets = [
  {
    name: "brightharbor-web-uploads",
    region: "eu-central-1",
    ownership: "ObjectWriter",
    versioned: true,
    grants: [{ to: EVERYBODY }, { to: AGENCY, permission: "WRITE" }],
    objects: [
      { key: "images/harbor.jpg", owner: AGENCY },
      { key: "images/lighthouse.jpg", owner: AGENCY },
      { key: "images/team.jpg" },
      { key: "imprint.html", owner: SECURITY_TOOLING },
      { key: "old/logo.gif", owner: AGENCY, deleted: true },
    ],
  },
  { name: "brightharbor-web-logs", ownership: "unset", grants: [{ to: LOG_DELIVERY, permission: "WRITE" }] },
  { name: "brightharbor-web-archive", denies: true },
  { name: "brightharbor-web-empty", region: "ap-southeast-2" },
];

/** A data lake of a million objects, which partners pay to read. */
export const dataBuckets: Buckets = [
  {
    name: "brightharbor-data-lake",
    region: "eu-west-1",
    ownership: "BucketOwnerPreferred",
    requesterPays: true,
    generated: { count: 1_000_000, writers: [{ owner: AGENCY, every: 500 }] },
  },
  { name: "brightharbor-features--euw1-az1--x-s3", region: "eu-west-1", kind: "directory" },
];
