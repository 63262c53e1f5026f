const listed = (codes: string): readonly string[] => codes.split(' ');

/** Countries whose states are known, with the two letters of each (PC 2.0). */
const states: Readonly<Record<string, readonly string[]>> = {
  US: listed(
    'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR',
  ),
  CA: listed('AB BC MB NB NL NS NT NU ON PE QC SK YT'),
  CN: listed(
    'AH BJ CQ FJ GD GS GX GZ HA HB HE HI HK HL HN JL JS JX LN MO NM NX QH SC SD SH SN SX TJ TW XJ XZ YN ZJ',
  ),
  MX: listed(
    'AG BC BS CH CL CM CO CS DF DG GR GT HG JA ME MI MO NA NL OA PU QE QR SI SL SO TB TL TM VE YU ZA',
  ),
};

/** Whether a state, in upper case, may stand in an address of a country; where no states are known, any may. */
export const isStateOf = (state: string, country: string): boolean =>
  states[country]?.includes(state) ?? true;
