import { z } from 'zod';

const required = (message: string): z.ZodString =>
  z.string(message).trim().min(1, message).max(200, 'At most 200 characters.');

/** What the customer tells about the company before setup (ACT-08). */
export const companySchema = z.object({
  company: required('Enter the company name.'),
  contact: required('Enter the name of a contact person.'),
  email: required('Enter an e-mail address.').pipe(
    z.email('Enter an e-mail address such as name@company.example.'),
  ),
  details: z.string().trim().max(2000, 'At most 2000 characters.').default(''),
});

/** A company as stored. */
export type Company = z.output<typeof companySchema>;

/** A field of the company form. */
export type CompanyField = keyof Company;

/** What was typed, as it was typed. */
export type CompanyInput = { readonly [Field in CompanyField]: string };

/** One message per field that is not good. */
export type CompanyErrors = { readonly [Field in CompanyField]?: string };

const typed = z.string().catch('');
const inputSchema = z.object({ company: typed, contact: typed, email: typed, details: typed });

/** What was typed into the form; anything but text counts as empty. */
export const companyInput = (body: unknown): CompanyInput => inputSchema.catch(emptyCompany).parse(body);

/** An empty form. */
export const emptyCompany: CompanyInput = { company: '', contact: '', email: '', details: '' };

/** The first message of each field, empty when all is good. */
export function companyErrors(error: z.ZodError<Company>): CompanyErrors {
  const { fieldErrors } = z.flattenError(error);
  return Object.fromEntries(
    Object.entries(fieldErrors).flatMap(([field, [message]]) => (message ? [[field, message]] : [])),
  );
}
