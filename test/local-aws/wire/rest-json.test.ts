import { describe, expect, it } from "vitest";
import { startLocalAws } from "../../../src/local-aws/start.ts";
import { SENDERS } from "../account-management/senders.ts";
import {
  BEFORE_SIGNING,
  changing,
  failureOf,
  HOME_KEY,
  sampleOrganization,
  startTestAws,
  type WireMessage,
} from "../support.ts";

describe("a request", () => {
  const refusalOf = async (change: (message: WireMessage) => void) => {
    const aws = await startTestAws();
    const client = aws.account(HOME_KEY);
    client.middlewareStack.add(changing(change), BEFORE_SIGNING);
    return failureOf(SENDERS.GetContactInformation(client));
  };
  const withBody = (body: string) => (message: WireMessage) => {
    message.body = body;
  };

  it.each([
    ["no JSON", withBody("<a/>"), "SerializationException", 400],
    ["an unknown member", withBody('{"Account":"1"}'), "SerializationException", 400],
    ["a member of the wrong type", withBody('{"AccountId":1}'), "SerializationException", 400],
    ["an account id that is none", withBody('{"AccountId":"member"}'), "ValidationException", 400],
    [
      "an unknown path",
      (message: WireMessage) => {
        message.path = "/closeAccount";
      },
      "UnknownOperationException",
      404,
    ],
  ] as const)("with %s is refused", async (_, change, name, status) => {
    expect(await refusalOf(change)).toMatchObject({ name, status });
  });

  it("signed wrongly is refused", async () => {
    const aws = await startTestAws();
    const client = aws.account({ ...HOME_KEY, secretAccessKey: "wrong" });
    expect(await failureOf(SENDERS.GetContactInformation(client))).toMatchObject({
      name: "InvalidSignatureException",
      status: 403,
    });
  });

  it("for a kind of contact that there is not is refused", async () => {
    const aws = await startTestAws();
    const client = aws.account(HOME_KEY);
    client.middlewareStack.add(changing(withBody('{"AlternateContactType":"PRESS"}')), BEFORE_SIGNING);
    expect(await failureOf(SENDERS.GetAlternateContact(client))).toMatchObject({
      name: "ValidationException",
      status: 400,
    });
  });
});

it("the service is found by its path where the signature does not say which it is", async () => {
  const aws = await startLocalAws({ organization: sampleOrganization() });
  const response = await fetch(`${aws.url}/getContactInformation`, { method: "POST", body: "{}" });
  expect([response.status, response.headers.get("x-amzn-errortype")]).toEqual([
    403,
    "MissingAuthenticationTokenException",
  ]);
  await aws.close();
});
