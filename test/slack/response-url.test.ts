import { describe, expect, test } from "vitest";
import { takesAnswers } from "../../src/slack/response-url.ts";
import { commandBody, deliver, listen, startReceiver } from "./signed-deliveries.ts";

const SLACK = "https://slack.com/api/";
const GOV = "https://slack-gov.com/api/";
const LOCAL = "http://127.0.0.1:4100/api/";
const PROXY = "https://slack-proxy.example.com/api/";

describe("answers", () => {
  test.each([
    [SLACK, "https://hooks.slack.com/commands/T01/1/abc"],
    [SLACK, "https://HOOKS.slack.com:443/actions/T01/1/abc"],
    [GOV, "https://hooks.slack-gov.com/commands/T01/1/abc"],
    [LOCAL, "http://127.0.0.1:4100/commands/T01/1/abc"],
    [LOCAL, "http://localhost:4100/commands/T01/1/abc"],
    ["http://localhost:4100/api/", "http://[::1]:4100/commands/T01/1/abc"],
    [PROXY, "https://slack-proxy.example.com/commands/T01/1/abc"],
    [PROXY, "https://hooks.slack.com/commands/T01/1/abc"],
  ])("with %s go to %s", (apiUrl, address) => {
    expect(takesAnswers(apiUrl, address)).toBe(true);
  });

  test.each([
    [SLACK, "http://hooks.slack.com/commands/T01/1/abc"],
    [SLACK, "https://hooks.slack.com:8443/commands/T01/1/abc"],
    [SLACK, "https://hooks.slack.com./commands/T01/1/abc"],
    [SLACK, "https://hooks.slack.com@127.0.0.1/"],
    [SLACK, "https://hooks.slack.com%2f@127.0.0.1/"],
    [SLACK, "https://somebody:word@hooks.slack.com/commands/T01/1/abc"],
    [SLACK, "https://hooks.slack.com.example.com/"],
    [SLACK, "https://example.com/https://hooks.slack.com/"],
    [SLACK, "https://hooks.slack.соm/"],
    [SLACK, "https://slack.com/api/chat.postMessage"],
    [SLACK, "http://169.254.169.254/latest/meta-data/"],
    [SLACK, "http://2130706433/"],
    [SLACK, "http://[::1]/"],
    [SLACK, "file:///etc/passwd"],
    [SLACK, "//hooks.slack.com/"],
    [SLACK, ""],
    [LOCAL, "http://127.0.0.1:4101/commands/T01/1/abc"],
    [LOCAL, "http://localhost.:4100/commands/T01/1/abc"],
    [LOCAL, "https://127.0.0.1:4100/commands/T01/1/abc"],
    [PROXY, "http://slack-proxy.example.com/commands/T01/1/abc"],
  ])("with %s do not go to %s", (apiUrl, address) => {
    expect(takesAnswers(apiUrl, address)).toBe(false);
  });
});

describe("a signed command that wants its answer elsewhere", () => {
  test.each([
    ["plainly", (elsewhere: URL) => `http://${elsewhere.host}/`],
    ["behind the right name", (elsewhere: URL, slack: URL) => `http://${slack.host}@${elsewhere.host}/`],
    ["by a number", (elsewhere: URL) => `http://2130706433:${elsewhere.port}/`],
    ["in capitals", (elsewhere: URL) => `HTTP://LOCALHOST:${elsewhere.port}/`],
    ["with a dot behind", (elsewhere: URL) => `http://localhost.:${elsewhere.port}/`],
    ["by way of Slack", (_: URL, slack: URL) => `http://${slack.host}/redirect`],
  ])("%s is answered in Slack", async (_, address) => {
    let visits = 0;
    const elsewhere = await listen((_request, response) => {
      visits += 1;
      response.end("ok");
    });
    const app = await startReceiver();
    app.redirect.location = elsewhere;
    const response_url = address(new URL(elsewhere), new URL(app.slackUrl));
    expect((await deliver(app.url, commandBody({ response_url }))).status).toBe(200);
    const sent = await app.sentInTheEnd();
    expect(sent.at(-1)).toMatch(/^\/api\/chat\.postEphemeral What you can ask/);
    expect(visits).toBe(0);
    expect(app.logged()).toContain("could not be sent through its response_url");
    expect(app.logged()).not.toContain(`:${new URL(elsewhere).port}`);
  });
});

test("one that comes by a socket is no exception", async () => {
  let visits = 0;
  const elsewhere = await listen((_request, response) => {
    visits += 1;
    response.end("ok");
  });
  const app = await startReceiver({}, "socket");
  await app.deliverBySocket(
    Object.fromEntries(new URLSearchParams(commandBody({ response_url: elsewhere }))),
  );
  expect((await app.sentInTheEnd()).at(-1)).toMatch(/^\/api\/chat\.postEphemeral What you can ask/);
  expect(visits).toBe(0);
});

test("a signed command is answered where Slack takes answers", async () => {
  const app = await startReceiver();
  await deliver(app.url, commandBody({ response_url: `${app.slackUrl}/answers/1` }));
  expect(await app.sentInTheEnd()).toEqual([expect.stringMatching(/^\/answers\/1 What you can ask/)]);
});
