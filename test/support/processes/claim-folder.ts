// Claims the data folder that its argument names once it is told to on its input, says how that went, and stays.
import { createInterface } from "node:readline";
import { systemClock } from "../../../src/clock.ts";
import { messageOf } from "../../../src/domain/errors.ts";
import { claimDataFolder } from "../../../src/store/data-folder.ts";

const [dataDirectory = ""] = process.argv.slice(2);
const input = createInterface({ input: process.stdin });
input.once("line", () => {
  try {
    claimDataFolder({ dataDirectory, clock: systemClock });
    console.log("claimed");
  } catch (error) {
    console.log(messageOf(error));
  }
});
console.log("ready");
