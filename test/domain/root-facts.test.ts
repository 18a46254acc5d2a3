import { expect, test } from "vitest";
import { unread } from "../../src/domain/read.ts";
import { type ReadFacts, readAgainAt } from "../../src/domain/root-facts.ts";
import { accountFacts, denied, reportNotReady } from "../support/root-facts.ts";

const until = new Date("2026-11-23T09:00:02.500Z");

test.each<[string, Partial<ReadFacts>, Date | undefined]>([
  ["everything is known", {}, undefined],
  ["what is missing will not come", { accessKeys: unread(denied) }, undefined],
  ["AWS is still preparing something", { accessKeys: unread({ ...reportNotReady, until }) }, until],
  [
    "only one of two is pending",
    { mfaEnabled: unread(denied), accessKeys: unread({ ...reportNotReady, until }) },
    until,
  ],
  [
    "the organization's side is pending",
    { centralCredentialsManagement: unread({ ...denied, until }) },
    until,
  ],
])("reading again where %s", (_case, facts, at) => {
  const {
    account: _,
    securityContactSet: __,
    primaryContact: ___,
    aliases: ____,
    ...read
  } = accountFacts(facts);
  expect(readAgainAt(read)).toEqual(at);
});
