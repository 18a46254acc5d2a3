import { authMethods } from "./auth.ts";
import { blockMethods } from "./blocks.ts";
import { chatMethods } from "./chat.ts";
import { conversationMethods } from "./conversations.ts";
import { fileMethods } from "./files.ts";
import type { Method } from "./method.ts";
import { usergroupMethods, userMethods } from "./users.ts";
import { viewMethods } from "./views.ts";

/** Every Web API method that local-slack answers. */
export const methods: readonly Method[] = [
  ...authMethods,
  ...chatMethods,
  ...conversationMethods,
  ...userMethods,
  ...usergroupMethods,
  ...viewMethods,
  ...fileMethods,
  ...blockMethods,
];
