import { doctorMessage } from "../views/doctor.ts";
import type { Command } from "./command.ts";

export const doctor: Command = {
  word: "doctor",
  parameters: "",
  does: "Looks whether Slack, AWS, the database and the schedules are set up as they have to be, and how to mend what is not.",
  needs: "operator",
  async run({ useCases }, { user: by, channel: place, meanwhile }) {
    meanwhile("Looking at Slack, AWS, the database and the schedules…");
    return doctorMessage(await useCases.diagnose({ by, place }));
  },
};
