import type { CellRow } from './cells.ts';
import {
  debt,
  gone,
  held,
  idle,
  late,
  live,
  none,
  noop,
  off,
  once,
  over,
  pend,
  prod,
  real,
  shut,
  sole,
  susp,
  theirs,
  turn,
} from './refusals.ts';

/*
 * RB 14.1, with domain outcomes in place of codes. A publisher that nobody asks lets a change happen at once: hence E10
 * beside E09, and E18 beside E21.
 */

const starts = ['TR E06', 'AC E06', 'EN E06'] as const;
const quits = ['CA E12', pend] as const;
const stays = [
  'PN E31',
  'PL E31',
  'PC E31',
  'TR E31',
  'AC E31',
  'EN E31',
  'SU E31',
  ['CA E31', 'EX E31'],
] as const;
const withdrawn = ['CA E12', gone, prod] as const;
const back = ['TR E18', 'AC E18', 'EN E18'] as const;
const [asksTR, asksAC, asksEN] = [
  ['TR+op E09', 'TR E10'],
  ['AC+op E09', 'AC E10'],
  ['EN+op E09', 'EN E10'],
] as const;

/** What each command does to a subscription that a partner sold. */
// biome-ignore format: it is read as a table
const cspTable = {
  //                                   PN                    PL         PC         TR                              AC                  EN                      SU                                CA, EX
  'GetActivationLink':                ['PN E01',             'PL E01',  'PC E01',  'TR E01',                       'AC E01',           'EN E01',               'SU E01',                         over],
  'ResolveToken':                     ['PN E02',             'PL E02',  'PC E02',  'TR E02',                       'AC E02',           'EN E02',               'SU E02',                         ['CA E02', 'EX E02']],
  'CompleteStep':                     ['PN E03',             'PL E03',  'PC E03',  'TR E03',                       'AC E03',           'EN E03',               'SU E03',                         over],
  'RequireStep':                      ['PN E03',             'PL E03',  'PC E03',  'TR E03',                       'AC E03',           'EN E03',               'SU E03',                         over],
  'AssignLicenses':                   ['PL E04',             'PL E04',  [...starts, 'PC E06'], live,                           live,               live,                   held,                             over],
  'ConfirmActivation':                [['PC E05', ...starts, 'PN E06'], [...starts, 'PL E06'], 'PC E05', live,                           live,               live,                   held,                             over],
  'SandboxActivate':                  [[...starts, real],    [...starts, real], [...starts, real], live,                           live,               live,                   live,                             over],
  'SetNickname':                      ['PN E07',             'PL E07',  'PC E07',  'TR E07',                       'AC E07',           'EN E07',               'SU E07',                         over],
  'SetReseller':                      ['PN E08',             'PL E08',  'PC E08',  'TR E08',                       'AC E08',           'EN E08',               'SU E08',                         over],
  'SetQuantity up':                   [pend,                 pend,      pend,      asksTR,                         asksAC,             asksEN,                 susp,                             over],
  'SetQuantity down':                 [pend,                 pend,      pend,      [...asksTR, 'TR E09'],          [...asksAC, 'AC E09'], [...asksEN, 'EN E09'], susp,                           over],
  'SetQuantity same':                 [pend,                 pend,      pend,      'TR E09',                       'AC E09',           'EN E09',               susp,                             over],
  'ChangePlan':                       [pend,                 pend,      pend,      [...asksTR, 'AC E10', 'EN E10'], asksAC,            asksEN,                 susp,                             over],
  'AckOperation(Success), op open':   ['-',                  '-',       '-',       ['TR E10', 'AC E10', 'EN E10', 'TR E11'], ['AC E10', 'AC E11'], ['EN E10', 'EN E11'], back,                   '-'],
  'AckOperation(Failure), op open':   ['-',                  '-',       '-',       'TR E11',                       'AC E11',           'EN E11',               ['SU E11', ...back],              '-'],
  'AckOperation, op closed':          ['-',                  '-',       '-',       shut,                           shut,               shut,                   shut,                             shut],
  'AckOperation, no op':              [noop,                 noop,      noop,      noop,                           noop,               noop,                   noop,                             noop],
  'Cancel, in window':                [quits,                quits,     quits,     'CA E13',                       'CA E14',           'CA E14',               ['CA E14', 'CA E13'],             over],
  'Cancel, out, schedule':            [quits,                quits,     quits,     'CA E13',                       'EN E15',           'EN E15',               ['SU E15', 'EX E26', 'CA E13'],   over],
  'Cancel, out, terminate':           [quits,                quits,     quits,     'CA E13',                       ['CA E16', late],   ['CA E16', late],       ['CA E16', late, 'CA E13'],       over],
  'Cancel, out, refuse':              [quits,                quits,     quits,     'CA E13',                       late,               late,                   [late, 'CA E13'],                 over],
  'PublisherApprovedRefund':          [debt,                 debt,      debt,      debt,                           ['CA E17', off],    ['CA E17', off],        ['CA E17', off],                  over],
  'SetAutoRenew(false)':              [pend,                 pend,      pend,      'TR E15',                       'EN E15',           'EN E15',               susp,                             over],
  'SetAutoRenew(true)':               [pend,                 pend,      pend,      'TR E19',                       'AC E19',           ['AC E19', 'notRenewable'], susp,                         over],
  'PartnerSuspend':                   [pend,                 pend,      pend,      'SU E20',                       'SU E20',           'SU E20',               turn,                             over],
  'PartnerReactivate':                [turn,                 turn,      turn,      turn,                           turn,               turn,                   ['SU+op E21', ...back, 'SU E21', turn], over],
  'RecordPayment':                    ['-',                  '-',       '-',       '-',                            '-',                '-',                    ['SU+op E21', ...back, 'SU E21'], '-'],
  'ReportUsage':                      [idle,                 idle,      idle,      none,                           'AC E22',           'EN E22',               idle,                             ['CA E22', 'EX E22', idle]],
  'PublisherPatch':                   [theirs,               theirs,    theirs,    theirs,                         theirs,             theirs,                 theirs,                           theirs],
  'PublisherDelete':                  [theirs,               theirs,    theirs,    theirs,                         theirs,             theirs,                 theirs,                           theirs],
  'CancelOrder':                      [withdrawn,            withdrawn, withdrawn, ['CA E13', gone, prod],         ['CA E14', 'CA E16', gone, prod], ['CA E14', 'CA E16', gone, prod], ['CA E14', 'CA E16', 'CA E13', gone, prod], [gone, prod]],
  'CancelOrder, later':               ['-',                  '-',       '-',       [gone, prod],                   [gone, prod],       [gone, prod],           [gone, prod],                     [gone, prod]],
  'PaymentsTurnAuto':                 ['-',                  '-',       '-',       '-',                            '-',                '-',                    ['SU+op E21', ...back, 'SU E21'], '-'],
  'ChangeSetting of purchases':       stays,
  'ChangeSetting of activation':      stays,
  'ChangeSetting of changes':         stays,
  'ChangeSetting of cancelling':      stays,
  'ChangeSetting of money':           stays,
  'ChangeSetting of use':             stays,
  'BuyAgain, one per customer':       [once,                 once,      once,      once,                           once,               once,                   once,                             ['CA E31', 'EX E31']],
  'BuyAgain, in one cart':            [once,                 '-',       '-',       '-',                            '-',                '-',                    '-',                              '-'],
  'BuyAgain, in another cart':        [once,                 '-',       '-',       '-',                            '-',                '-',                    '-',                              '-'],
} as const satisfies Readonly<Record<string, CellRow>>;

/** What each command does to a subscription that a customer bought itself, where that is something else. */
// biome-ignore format: it is read as a table
const directRows = {
  //                                   PN                    PL         PC         TR                              AC                  EN                      SU                                CA, EX
  'SandboxActivate':                  [real,                 real,      real,      live,                           live,               live,                   live,                             over],
  'SetReseller':                      [sole,                 sole,      sole,      sole,                           sole,               sole,                   sole,                             over],
  'PublisherPatch':                   [pend,                 pend,      pend,      [...asksTR, 'AC E10', 'EN E10', 'TR E09'], [...asksAC, 'AC E09'], [...asksEN, 'EN E09'], susp,              over],
  'PublisherDelete':                  ['CA E12',             'CA E12',  'CA E12',  'CA E13',                       ['CA E14', 'CA E16', late], ['CA E14', 'CA E16', late], ['CA E14', 'CA E16', late, 'CA E13'], over],
  'CancelOrder':                      [prod,                 prod,      prod,      prod,                           prod,               prod,                   prod,                             prod],
  'CancelOrder, later':               ['-',                  '-',       '-',       prod,                           prod,               prod,                   prod,                             prod],
  'BuyAgain, in one cart':            ['-',                  '-',       '-',       '-',                            '-',                '-',                    '-',                              '-'],
  'BuyAgain, in another cart':        ['-',                  '-',       '-',       '-',                            '-',                '-',                    '-',                              '-'],
} as const satisfies Readonly<Partial<Record<CommandRow, CellRow>>>;

export type CommandRow = keyof typeof cspTable;

/** The table for each channel. */
export const commandTables = {
  csp: cspTable,
  direct: { ...cspTable, ...directRows },
} as const satisfies Readonly<Record<string, Readonly<Record<CommandRow, CellRow>>>>;
