/**
 * What is not known for certain about Slack, each as a switch. The defaults are the stricter reading, so that
 * an app that works here works under either; tests run the other way by passing some of them.
 */
export interface Switches {
  /** Characters of a message's blocks as JSON above which Slack answers `msg_blocks_too_long`. */
  readonly messageBlocksCap: number;
  /** Blocks without the plain text beside them are refused, although Slack only advises against it. */
  readonly textRequiredBesideBlocks: boolean;
  /** Bytes of message metadata as JSON above which it is refused. */
  readonly metadataCap: number;
  /** `replace_original` on a slash command's response_url replaces what was sent through it before. */
  readonly commandResponsesReplace: boolean;
  /** A response to an interaction that says nothing of `replace_original` replaces the message. */
  readonly actionResponsesReplaceByDefault: boolean;
  /** HTTP status of a response_url that is sent something it cannot show. */
  readonly responseUrlRefusalStatus: number;
  /** A click in an ephemeral message carries that message. */
  readonly ephemeralActionsCarryMessage: boolean;
  /** `&`, `<` and `>` in a command's text arrive as entities. */
  readonly commandTextHasEntities: boolean;
  /** With `should_escape`, an e-mail address in a command's text arrives as a mailto link. */
  readonly commandEmailsBecomeLinks: boolean;
  /** People of another company may use the app's commands in a shared channel. */
  readonly commandsFromOtherCompanies: boolean;
  /** Optional scopes of the manifest were granted at installation. */
  readonly optionalScopesGranted: boolean;
  /** Calls of `files.info` before an upload has its type and its shares. */
  readonly filesReadyAfterPolls: number;
  /** Uploads are completed but their message never appears. */
  readonly uploadsLoseShares: boolean;
  /** The tier of `apps.connections.open`. */
  readonly connectionsOpenTier: 1 | 3;
  /** How many modals may lie on one another. */
  readonly modalStackDepth: number;
  /** An alert block may stand in a message. */
  readonly alertsInMessages: boolean;
  /** A card block may stand in a modal. */
  readonly cardsInModals: boolean;
  /** A chart may stand in a message; a workspace may not have the block yet. */
  readonly chartsInMessages: boolean;
  /** Containers, tables, data tables and charts may stand in a Home tab. */
  readonly newBlocksInHome: boolean;
  /** The longest `value` of an option. */
  readonly optionValueMax: number;
  /** How many options an overflow menu may have. */
  readonly overflowOptionsMax: number;
  /** How many series or segments a chart may have. */
  readonly chartSeriesMax: number;
  /** A data table may have button cells. */
  readonly dataTableActionCells: boolean;
}

export const defaultSwitches: Switches = {
  messageBlocksCap: 12_000,
  textRequiredBesideBlocks: true,
  metadataCap: 8_000,
  commandResponsesReplace: false,
  actionResponsesReplaceByDefault: false,
  responseUrlRefusalStatus: 400,
  ephemeralActionsCarryMessage: false,
  commandTextHasEntities: true,
  commandEmailsBecomeLinks: true,
  commandsFromOtherCompanies: false,
  optionalScopesGranted: true,
  filesReadyAfterPolls: 1,
  uploadsLoseShares: false,
  connectionsOpenTier: 3,
  modalStackDepth: 3,
  alertsInMessages: false,
  cardsInModals: false,
  chartsInMessages: true,
  newBlocksInHome: false,
  optionValueMax: 150,
  overflowOptionsMax: 5,
  chartSeriesMax: 6,
  dataTableActionCells: false,
};
