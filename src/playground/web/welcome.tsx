import type { ReactNode } from "react";
import mark from "./rootcheck.svg";

interface WelcomeProps {
  readonly title: string;
  /** The app's name. */
  readonly bot: string;
  /** What to try. */
  readonly children: ReactNode;
}

/** How a channel begins: what this is all about, where one is, and what to try. */
export function Welcome({ title, bot, children }: WelcomeProps) {
  return (
    <div className="welcome">
      <img className="welcome-mark" src={mark} alt="" />
      <h2>Who still holds the keys to your AWS accounts?</h2>
      <p>
        The root user of an AWS account can do anything in it, and nobody looks after it. {bot} asks AWS about
        the root user of every account, and says here what is wrong, where, and how to put it right.
      </p>
      <p>
        The app is the real one. This Slack, the company and its AWS accounts are made up, so nothing can
        break. You are in {title}: type <code>/{bot}</code> below, or start with one of these.
      </p>
      {children}
    </div>
  );
}
