import { defaultSettings, type SettingOverrides, type Settings } from './registry.ts';

const classicWindow: SettingOverrides = {
  'cancel.window.monthlyBilled': 'PT24H',
  'cancel.window.annualBilled': 'PT336H',
  'cancel.window.upfrontMultiYear': 'PT336H',
};
const sameWindow = (hours: number): SettingOverrides => ({
  'cancel.window.monthlyBilled': `PT${hours}H`,
  'cancel.window.annualBilled': `PT${hours}H`,
  'cancel.window.upfrontMultiYear': `PT${hours}H`,
});

/**
 * Billing and cancellation policies as plain values (RB 1.1). Nothing reads a profile's name: a world keeps the
 * values that the name stood for when it was made.
 */
export const profiles = {
  seed: {},
  'seed-2020': {
    ...classicWindow,
    'terms.allowed': ['P1M/monthly', 'P1Y/annual'],
    'terms.instalments': false,
    'renew.webhook': false,
  },
  'activation-2020': {
    ...classicWindow,
    'terms.allowed': ['P1M/monthly', 'P1Y/annual'],
    'terms.instalments': false,
    'cancel.anchor': 'T0',
    'renew.webhook': false,
    'cancel.afterWindow': 'terminate',
  },
  'interim-2022': {
    ...sameWindow(72),
    'terms.instalments': false,
    'cancel.afterWindow': 'terminate',
    'fee.agency': 3,
  },
  current: {
    ...sameWindow(72),
    'cancel.afterWindow': 'refuse',
    'cancel.publisherApprovedRefund': true,
    'fee.agency': 3,
    'rounding.mode': 'unitFloor',
    'mpn.validateOnChange': 'relationship',
    'error.list': 'newer',
    'read.expiredShownAs': 'expired',
  },
  'nce-7d': {
    ...sameWindow(168),
    'terms.allowed': ['P1M/monthly', 'P1Y/monthly', 'P1Y/annual'],
    'terms.instalments': false,
    'cancel.anchor': 'termStart',
    'cancel.afterWindow': 'refuse',
    'cancel.refund': 'prorated',
    'rounding.mode': 'unitFloor',
    'qty.decrease': 'windowOnly',
    'renew.webhook': false,
    'act.pendingExpiry': 'P36500D',
  },
} as const satisfies Record<string, SettingOverrides>;

/** How closely the wire follows production, the documentation, or Microsoft's own emulator (SF appendix A). */
export const presets = {
  'production-like': {},
  'strict-docs': {
    'activation.body': 'validate',
    'activation.whenActive': 'refuse',
    'auth.withoutObjectId': 'refuse',
    'list.empty': 'emptyBody',
    'ops.statusValidation': 'strict',
    'ops.patchOnPartner': '400',
    'patch.sparseResetsAutoRenew': true,
  },
  'emulator-compat': {
    'auth.missing': '401',
    'activation.body': 'required',
    'activation.whenActive': 'refuse',
    'ops.shape': 'array',
    'ops.unknown': '400',
    'ops.unknownSubscription': 'empty',
    'plans.unknown': 'array',
    'webhook.jwt': 'wrongCaller',
  },
} as const satisfies Record<string, SettingOverrides>;

export type ProfileName = keyof typeof profiles;
export type PresetName = keyof typeof presets;

/** What each profile stands for, in a line that tells who takes it. */
export const profileWords: Readonly<Record<ProfileName, string>> = {
  seed: "the default, since it is what Microsoft's guide for CSP partners told when they began to sell SaaS: 24 hours to cancel where billed monthly, 14 days where billed yearly or upfront, and after that an end with the term; but every term of today is sold",
  'seed-2020':
    'the same, with no more on sale than in 2020: a month, or a year paid at once; publishers hear of no renewals',
  'activation-2020':
    "as publishers' documents of 2020 had it: the window counts from the activation, and who cancels later loses the subscription at once, unpaid",
  'interim-2022':
    '72 hours to cancel whatever was bought; who cancels later loses the subscription at once, unpaid',
  current:
    "take it for today's rules: 72 hours to cancel whatever was bought, later refused unless the publisher gives money back; resellers have to be related, error codes are the newer ones, what has ended is `expired`",
  'nce-7d':
    "the rules of Microsoft's own licences, which hold for no SaaS of third parties: seven days to cancel in each term, refunds by the day, fewer licences in these days only",
};

/** What each preset stands for, in a line that tells who takes it. */
export const presetWords: Readonly<Record<PresetName, string>> = {
  'production-like':
    'the default: lenient where the live services were seen to be, and as documented elsewhere, but that an update which leaves `autoRenewEnabled` out does not switch it off',
  'strict-docs':
    'take it before you go live, to hold a client to the documents where the default is more lenient',
  'emulator-compat': "as Microsoft's own emulator of the fulfillment API answers publishers",
};

export const isProfileName = (name: string): name is ProfileName => Object.hasOwn(profiles, name);
export const isPresetName = (name: string): name is PresetName => Object.hasOwn(presets, name);

/** The settings a new world starts with: defaults, then the preset, then the profile, then single settings. */
export const resolveSettings = (choice: {
  readonly profile?: ProfileName;
  readonly preset?: PresetName;
  readonly settings?: SettingOverrides;
}): Settings => ({
  ...defaultSettings,
  ...presets[choice.preset ?? 'production-like'],
  ...profiles[choice.profile ?? 'seed'],
  ...choice.settings,
});
