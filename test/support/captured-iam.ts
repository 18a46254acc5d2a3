import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { IAMClient } from "@aws-sdk/client-iam";

/** What IAM answers a call with: an XML body and its HTTP status. */
export interface CapturedAnswer {
  readonly status: number;
  readonly body: string;
}

export interface CapturedIam extends AsyncDisposable {
  readonly iam: IAMClient;
  /** The operations asked for, in order. */
  readonly asked: readonly string[];
}

/** A client of IAM whose calls get these answers, one after another, over HTTP. */
export async function captureIam(...answers: readonly CapturedAnswer[]): Promise<CapturedIam> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    asked.push(new URLSearchParams(await text(request)).get("Action") ?? "");
    const { status, body } = answers[asked.length - 1] ?? { status: 500, body: "no more answers" };
    const headers = { "content-type": "text/xml", "x-amzn-requestid": `req-${asked.length}` };
    response.writeHead(status, headers).end(body);
  });
  const iam = new IAMClient({
    endpoint: await listen(server),
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "invented" },
    maxAttempts: 1,
  });
  return {
    iam,
    asked,
    [Symbol.asyncDispose]: async () => {
      iam.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === "object" ? address?.port : address}`);
    });
  });
}

/** A credential report in fixtures/captured/. */
export function capturedReport(name: string): string {
  return readFileSync(new URL(`../fixtures/captured/${name}.csv`, import.meta.url), "utf8");
}

export function answerOf(action: string, result: string): CapturedAnswer {
  const body =
    `<${action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${action}Result>${result}` +
    `</${action}Result><ResponseMetadata><RequestId>req-${action}</RequestId></ResponseMetadata></${action}Response>`;
  return { status: 200, body };
}

export function refusalOf(status: number, code: string, message: string): CapturedAnswer {
  const body =
    '<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type>' +
    `<Code>${code}</Code><Message>${message}</Message></Error><RequestId>req-refused</RequestId></ErrorResponse>`;
  return { status, body };
}
