/** Which webhooks a command is about, as options of `webhooks` that its sub-commands share. */
export interface SelectionOptions {
  readonly subscription?: string;
  readonly publisher?: string;
}

/** The options in the words of the API; what was not given is left out. */
export const selectionOf = ({
  subscription,
  publisher,
}: SelectionOptions): Readonly<Record<string, string>> => ({
  ...(subscription !== undefined && { subscriptionId: subscription }),
  ...(publisher !== undefined && { publisherId: publisher }),
});
