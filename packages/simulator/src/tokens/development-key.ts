/**
 * The key pair that signs every token of the simulator. Published on purpose, the private half included, so that
 * tokens are the same trust on every machine and no start has to make a key: it protects nothing and must never
 * be trusted outside a test.
 */
export const developmentKeyId = '5gAdHAKnwX6yC0W4EZz6n3KznESoh2R9u-wjJOg3_gA';

/** What a JWKS document shows of it. */
export const publicDevelopmentKey = {
  kty: 'RSA',
  n: '-Oxg6t0X5bNHVNOAZXyn4so4BNWrIKkQWh4LOU5evx6dCOJ6sVLH3CwoEbHODcXm0Xt8KXGcare0JDHGzFJnImS69gC0IXAAfnuCA10uWbW0IOj02Nbt5-5_B-zTH6AR7JMIVZCVsYJShcC_cHROBXxhFi_x-peJ60ca2mcvSHk8xuUP-BcCeomuASatK96bWfAAIgRYx5tZiba7L5nOK3LGy0yka73MIlLyq70Ef4_68KfZjB6mTp8k9bRWTBJcZODsCv10hOJAi4mapsgad1NO98eOxUuCS6clo7CX0kLjeVh2FrDHlHp8avJlxE_2-8S-qZyQbqvXzF5OHIVNUw',
  e: 'AQAB',
  kid: developmentKeyId,
  use: 'sig',
  alg: 'RS256',
} as const;

/** The private half, in JWK form. */
export const privateDevelopmentKey = {
  ...publicDevelopmentKey,
  d: 'TlaN1bxI9ggqzb5WLRpC97OuV48q8Pdj5wiHfbx1Qu6OeypTdJTZwye-YHs1ns4GayzSkXRoxokTz0Q_DTRtsrxCvoLQLanC7gtOimJ74M23Z5gI3mkdrB05qzPT6aMFoQ9Q0yTSh2-9KszTMr_XghB3uXTTUYr5Y6sX_13z2nl2SqcHAheb9rvpLXPPfuLfWSJUfS06mETQ3UCTJ0NS4_WR_LM6_ZJiWd2xPvYEp2ijWAJhf9CChXjvUXYdiyR5NSf6Do8D7TlIeYHHVxMhl6r7JlP9XMy-4QjoJ5yECfaHimEQAynY7NlVXPBpqwj6PY2BdBTlhHckYbMXmmZrqQ',
  p: '_q-U1hag1hwHBo9zUW7m16xk8tPI1XBmIwh3OD1sBStXyg3gtHz4650sqayA2SQLO77H9veeab6Yy-GpkAt3bFjGTvF1lVfOdys9RchZeB3kcVU0NUUHH3W6ybSSv0eLIfBJ46PkGnR-GxNNsmK1YhDUmtyt5P3sRQ_wfe47-z8',
  q: '-jUvdlngWI1UmALpARJFkrMYaxXV1fZDm_xL4aCv9iojud9aig5z2gaFQuUBRCbQJCJzH666RX_iJPegF5kkA0c7pu-W3A7DqF_8Fsw0j97E9WAoFoDGUfU3hkpJpw-rXMmOI5Sf0VjnllnkiocEs7F17hYCsgbaMvdRjzjZTO0',
  dp: 'CsG_t4sdH-3vHgfRBw94EIPnf5oSUXF93tzsrCNr_IvoGVCcvQLKQKlSyZfPmVw8XTmhmHy85Bp4uaO-VacmVB0rwwnPvY8H2WCqJdhgbwJUM7U1j0prEpkWWo6V5B5Rcg2EEWlKqRNigCJAldg1cP7k--V2MsXGxOP3dForjmE',
  dq: '4yEMqL8FrNz_Ac8CfPp9NaJmdC8qIkSfMyZgK72WfjvamoxqwBBGkpCAwCzqbVdecq7jGsueRCDGxRAUv9dAnck4GV488B5m9p3LVVaiEEgFO0nCmkrjvNqBQOKG4aSTxnMhGKN-QKgX8qA_mpDeb9CUYUCRydH2mXVxEDZm7DE',
  qi: 'OQwGJasAxOqThYw99INy7DpDVuCE-7ncNjrnBcRHVgzU7bbr1-i1Wg4hTMKvMK3f7okyyuA-yRA14_y20lcgsrfn4AEfSWlhmeKnLzmLUhhsg2bpUD2sRxnF03jhSnglxgao98k4ZJjWnqFLY5p9xlf8zuOsrFpRG5M2GkP1dVQ',
} as const;
