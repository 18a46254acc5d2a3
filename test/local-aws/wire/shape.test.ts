import { GetAccountSummary$, ListAccessKeys$ } from "@aws-sdk/client-iam";
import { ListAccounts$ } from "@aws-sdk/client-organizations";
import { expect, it } from "vitest";
import { jsonProtocol } from "../../../src/local-aws/wire/json.ts";
import { queryProtocol } from "../../../src/local-aws/wire/query.ts";
import { UnmodelledAnswer } from "../../../src/local-aws/wire/shape.ts";

const query = queryProtocol({
  version: "2010-05-08",
  xmlNamespace: "https://iam.amazonaws.com/doc/2010-05-08/",
});
const json = jsonProtocol({ target: "AWSOrganizationsV20161128" });

it.each([
  ["a member that the model lacks", ListAccessKeys$, { AccessKeyMetadata: [], Keys: [] }],
  ["one deeper down", ListAccessKeys$, { AccessKeyMetadata: [{ SecretAccessKey: "x" }] }],
  ["a structure in a list's place", ListAccessKeys$, { AccessKeyMetadata: {} }],
  ["text in a time's place", ListAccessKeys$, { AccessKeyMetadata: [{ CreateDate: "2021-03-04" }] }],
  ["text in a number's place", GetAccountSummary$, { SummaryMap: { Users: "1" } }],
  ["a list in a map's place", GetAccountSummary$, { SummaryMap: "none" }],
])("an XML answer with %s is a defect", (_, schema, output) => {
  expect(() => query.write(schema, output, "id")).toThrow(UnmodelledAnswer);
});

it.each([
  ["a member that the model lacks", { Account: [] }],
  ["one deeper down", { Accounts: [{ RootEmail: "a@b" }] }],
  ["a number in a text's place", { Accounts: [{ Id: 1 }] }],
])("a JSON answer with %s is a defect", (_, output) => {
  expect(() => json.write(ListAccounts$, output, "id")).toThrow(UnmodelledAnswer);
});
