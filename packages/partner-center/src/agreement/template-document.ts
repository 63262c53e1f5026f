import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { gatewayFault, refuseWith } from '../problem.ts';
import { agreementMetadata } from './resource.ts';

const documentSchema = z
  .strictObject({ displayUri: z.url(), downloadUri: z.url() })
  .meta({ id: 'AgreementDocument' });

const documentOf = (link: string, query: { readonly language?: string; readonly country?: string }) => {
  const { language = 'en-US', country = 'US' } = query;
  const place = `${link}?language=${encodeURIComponent(language)}&country=${encodeURIComponent(country)}`;
  return { displayUri: place, downloadUri: `${place}&download=true` };
};

/** CUS-9: where the text of an agreement is, in a language and for a country. */
export const getAgreementDocument = endpoint({
  contract: {
    id: 'CUS-9.document',
    method: 'get',
    path: '/v1/agreementtemplates/:templateId/document',
    summary: 'Get the document of an agreement template',
    source: 'PC 2.8',
    tag: 'Agreements',
    access: 'U',
    right: 'read',
    params: z.object({ templateId: z.string() }),
    query: z.object({ language: z.string().optional(), country: z.string().optional() }),
    replies: {
      200: {
        description: 'Where to read and where to download the text.',
        schema: documentSchema,
        example: documentOf(agreementMetadata[0].agreementLink, {}),
      },
    },
    refusals: [{ status: 404, code: 1000, when: 'there is no such template' }],
  },
  handle: ({ params, query }) => {
    const { language, country } = query;
    const found = agreementMetadata.find(({ templateId }) => templateId === params.templateId.toLowerCase());
    if (!found) return refuseWith(gatewayFault(404, 1000, `There is no template ${params.templateId}.`));
    return {
      status: 200,
      body: documentOf(found.agreementLink, { ...(language && { language }), ...(country && { country }) }),
    };
  },
});
