import {
  type Company,
  type CompanyErrors,
  type CompanyField,
  type CompanyInput,
  companySchema,
} from '../landing/company.ts';
import { html, type Markup } from './html.ts';
import { row } from './purchase.ts';

interface Field {
  readonly name: CompanyField;
  readonly label: string;
  readonly hint?: string;
  readonly kind: 'text' | 'email' | 'area';
  readonly autocomplete: string;
}

const fields: readonly Field[] = [
  { name: 'company', label: 'Company name', kind: 'text', autocomplete: 'organization' },
  { name: 'contact', label: 'Contact name', kind: 'text', autocomplete: 'name' },
  {
    name: 'email',
    label: 'E-mail',
    hint: 'Where we write when the setup is ready.',
    kind: 'email',
    autocomplete: 'email',
  },
  {
    name: 'details',
    label: 'Address or details (optional)',
    hint: 'For example the URL of your tenant, or what we should know.',
    kind: 'area',
    autocomplete: 'off',
  },
];

const required = (name: CompanyField): boolean => companySchema.shape[name].safeParse('').success === false;

function control(
  field: Field,
  value: string,
  error: { readonly text: string | undefined; readonly first: boolean },
): Markup {
  const { name, kind, hint, autocomplete } = field;
  const described = [hint ? `${name}-hint` : '', error.text ? `${name}-error` : ''].filter(Boolean).join(' ');
  const attributes = html`id="${name}" name="${name}" autocomplete="${autocomplete}"${required(name) ? html` aria-required="true"` : undefined}${described ? html` aria-describedby="${described}"` : undefined}${error.text ? html` aria-invalid="true"` : undefined}${error.first ? html` autofocus` : undefined}`;
  return kind === 'area'
    ? html`<textarea ${attributes}>
${value}</textarea>`
    : html`<input type="${kind}" ${attributes} value="${value}">`;
}

function fieldMarkup(field: Field, input: CompanyInput, errors: CompanyErrors): Markup {
  const text = errors[field.name];
  const first = fields.find(({ name }) => errors[name] !== undefined)?.name === field.name;
  const { name, label, hint } = field;
  return html`<div class="field">
<label for="${name}">${label}</label>
${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : undefined}
${control(field, input[name], { text, first })}
${text ? html`<p class="error" id="${name}-error">${text}</p>` : undefined}
</div>`;
}

/** The form about the company; messages stand beside their fields, and the first of them has the focus. */
export function companyForm(
  form: { readonly action: string; readonly hidden: Markup },
  input: CompanyInput,
  errors: CompanyErrors,
): Markup {
  return html`<section aria-labelledby="company-title">
<h2 id="company-title">About your company</h2>
<form method="post" action="${form.action}" novalidate>
${form.hidden}
${fields.map((field) => fieldMarkup(field, input, errors))}
<button>Save and continue</button>
</form>
</section>`;
}

/** What was told about the company. */
export const companySummary = ({ company, contact, email, details }: Company): Markup =>
  html`<section aria-labelledby="company-title"><h2 id="company-title">About your company</h2>
<dl>${row('Company', company)}${row('Contact', contact)}${row('E-mail', email)}${details ? row('Details', details) : undefined}</dl></section>`;
