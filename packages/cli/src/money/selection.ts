/** Which lines or invoices a command is about. */
export interface MoneySelection {
  readonly customer?: string;
  readonly subscription?: string;
  readonly month?: string;
  readonly status?: string;
}

/** The options in the words of the API, as a query; what was not given is left out. */
export const queryOf = ({ customer, subscription, month, status }: MoneySelection): URLSearchParams =>
  new URLSearchParams({
    ...(customer !== undefined && { customerId: customer }),
    ...(subscription !== undefined && { subscriptionId: subscription }),
    ...(month !== undefined && { month }),
    ...(status !== undefined && { status }),
  });
