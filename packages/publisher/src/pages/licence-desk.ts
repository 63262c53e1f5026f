import { html, type Markup } from './html.ts';

/** What the licence desk shows. */
export interface LicenceDesk {
  readonly bought: number;
  readonly assigned: number | undefined;
  readonly typed?: string;
  readonly error?: string;
  /** Who has them, where they are for users. */
  readonly seats?: Markup | undefined;
}

/** The form that hands licences out (ACT-10). */
export function licenceDesk(
  form: { readonly action: string; readonly hidden: Markup },
  desk: LicenceDesk,
): Markup {
  const { bought, assigned, typed, error, seats } = desk;
  const value = typed ?? String(assigned ?? bought);
  return html`<section aria-labelledby="licences-title">
<h2 id="licences-title">Licence desk</h2>
<form method="post" action="${form.action}" novalidate>
${form.hidden}
<div class="field">
<label for="licences">Licences to hand out</label>
<p class="hint" id="licences-hint">${bought} bought, ${assigned ?? 'none'} assigned so far.</p>
<input type="number" id="licences" name="licences" min="1" step="1" inputmode="numeric" aria-required="true" value="${value}" aria-describedby="licences-hint${error ? ' licences-error' : ''}"${error ? html` aria-invalid="true" autofocus` : undefined}>
${error ? html`<p class="error" id="licences-error">${error}</p>` : undefined}
</div>
<button${assigned === undefined ? undefined : html` class="quiet"`}>Assign licences</button>
</form>
${seats}
</section>`;
}
