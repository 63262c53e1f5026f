import type { Seats } from '../seats/seats.ts';
import { html, type Markup } from './html.ts';

/** Where the forms of a list of seats go. */
export interface SeatForms {
  /** The address that gives a seat to `user`. */
  readonly give: string;
  /** The address that takes the seat of a user back. */
  readonly take: (user: string) => string;
  readonly hidden?: Markup;
}

/** The heading that the list has on every page, by which its section is named. */
export const seatsTitle = 'Seats of users';

function standing({ bought = 0, users }: Seats): string {
  const { length: taken } = users;
  if (taken > bought) return `${taken} users have one, ${bought} are bought: take ${taken - bought} back.`;
  return `${taken} of ${bought} are taken.`;
}

const row = (user: string, { take, hidden }: SeatForms): Markup =>
  html`<li><span>${user}</span><form method="post" action="${take(user)}">${hidden}<input type="hidden" name="user" value="${user}"><button class="quiet" aria-label="Take back: ${user}">Take back</button></form></li>`;

/** Who has a seat, with the means to give and take them; nothing for a flat plan. */
export function seatsList(seats: Seats, forms: SeatForms, problem?: string): Markup | undefined {
  const { bought, users } = seats;
  if (bought === undefined) return undefined;
  const isOver = users.length > bought;
  const error = problem ? html`<p class="error" id="user-error">${problem}</p>` : undefined;
  const invalid = problem ? html` aria-invalid="true" aria-describedby="user-error" autofocus` : undefined;
  const give =
    users.length >= bought && problem === undefined
      ? undefined
      : html`<form method="post" action="${forms.give}" novalidate>${forms.hidden}<div class="field"><label for="user">User</label><input id="user" name="user" maxlength="200" autocomplete="off"${invalid}>${error}</div><button class="quiet">Give a seat</button></form>`;
  return html`<p class="${isOver ? 'error' : 'small'}">${standing(seats)}</p>
${users.length === 0 ? undefined : html`<ul class="steps">${users.map((user) => row(user, forms))}</ul>`}${give}`;
}
