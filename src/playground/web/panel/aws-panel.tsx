import { useState } from "react";
import { AccountDetails } from "./account-details.tsx";
import { AccountList } from "./account-list.tsx";
import { ClockControl } from "./clock-control.tsx";
import { Sheet } from "./sheet.tsx";
import { type News, useDesk } from "./use-desk.ts";
import "./panel.css";

interface AwsPanelProps {
  /** Sends a text as if it had been typed. */
  readonly onAsk: (text: string) => void;
}

/** A button, and the panel that it opens: the company's AWS, to be repaired, broken and left to age. */
export function AwsPanel({ onAsk }: AwsPanelProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button"
        aria-expanded={isOpen}
        aria-haspopup="dialog"
        title="See, repair and break the accounts that the app asks about"
        onClick={() => setOpen(!isOpen)}
      >
        AWS
      </button>
      {isOpen && <Panel onAsk={onAsk} onClose={() => setOpen(false)} />}
    </>
  );
}

function Panel({ onAsk, onClose }: AwsPanelProps & { readonly onClose: () => void }) {
  const { accounts, aheadMilliseconds, news, change, forward } = useDesk();
  const [chosen, setChosen] = useState<string>();
  const account = accounts.find(({ id }) => id === chosen);
  return (
    <Sheet label="AWS" onClose={onClose}>
      {(closeIfCovering) => (
        <>
          {account ? (
            <AccountDetails
              account={account}
              onBack={() => setChosen(undefined)}
              onChange={(id) => void change(account.id, id)}
              onAsk={() => {
                closeIfCovering();
                onAsk(`/rootcheck account ${account.id}`);
              }}
            />
          ) : (
            <AccountList accounts={accounts} onChoose={setChosen} />
          )}
          <Told news={news} />
          <ClockControl
            aheadMilliseconds={aheadMilliseconds}
            onForward={(milliseconds, label) => void forward(milliseconds, label)}
          />
        </>
      )}
    </Sheet>
  );
}

function Told({ news }: { readonly news: News | undefined }) {
  return (
    <div className={news?.failed ? "aws-news aws-news-failed" : "aws-news"} role="status">
      {news && (
        <p>
          <strong>{news.text}</strong> {news.next}
        </p>
      )}
    </div>
  );
}
