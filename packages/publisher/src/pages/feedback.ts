import type { CompanyErrors, CompanyInput } from '../landing/company.ts';

/** What a form brought back, to be shown beside it. */
export interface Feedback {
  /** The marketplace has just taken the confirmation. */
  readonly activation?: 'accepted';
  readonly message?: { readonly kind: 'good' | 'bad' | 'plain'; readonly text: string };
  readonly company?: { readonly input: CompanyInput; readonly errors: CompanyErrors };
  /** Why a user got no seat. */
  readonly seat?: string;
  readonly licences?: { readonly typed: string; readonly error: string };
}
